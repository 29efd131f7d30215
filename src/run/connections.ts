import type { Connector } from '../connection/connection.ts';
import { connectorFor } from '../connection/dispatch.ts';
import type { FallbackNotice } from '../connection/fallback.ts';
import type { Warn } from '../connection/known-hosts/host-key-check.ts';
import { Pool } from '../connection/pool/pool.ts';
import { tracedConnector } from '../connection/traced-connector.ts';
import type { RunStats } from '../events/event.ts';
import type { Settings } from '../settings/table.ts';
import { defined } from '../std/defined.ts';
import type { DebugLog } from './debug-log.ts';
import type { RunIo } from './run-io.ts';

/** The connections of a run. */
export interface Connections {
  readonly connector: Connector;
  /** Ends all of them; may be called twice. */
  close(): Promise<void>;
  figures(): RunStats['connections'];
}

/** Puts the ways to reach a host together, pooled as the settings want it. `ask` is for pass-phrases; without it, nobody is there to ask. */
export function openConnections(
  settings: Settings,
  io: Pick<RunIo, 'env' | 'cwd'>,
  warn: Warn,
  { ask, debug }: { readonly ask?: (prompt: string) => Promise<string>; readonly debug?: DebugLog } = {},
): Connections {
  // Where we stand already a process can be started without the right to go there.
  const cwd = io.cwd() === process.cwd() ? undefined : io.cwd();
  const asking = ask && { ask: (prompt: string) => pool.holdDials(() => ask(prompt)) };
  const onFallback: FallbackNotice = (host, why) =>
    warn(`\`${host}\` is reached with the system's \`ssh\`: ${why}`, 'set `ansible_connection: openssh` for it');
  const [ssh, log] = [debug?.of('ssh'), debug?.of('pool')];
  const local = { env: io.env, ...defined({ cwd }) };
  const connector = connectorFor({ again: false, onFallback, warn, local, ...asking, ...(ssh && { debug: ssh }) });
  const pool: Pool = new Pool(log === undefined ? connector : tracedConnector(connector, log), settings);
  return { connector: pool, close: () => pool.closeAll(), figures: () => ({ ...pool.figures() }) };
}
