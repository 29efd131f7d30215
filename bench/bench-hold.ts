import { setTimeout as delay } from 'node:timers/promises';
import type { Connection, Target } from '../src/connection/connection.ts';
import { Pool } from '../src/connection/pool/pool.ts';
import { SshConnector } from '../src/connection/ssh.ts';
import { BenchFleet } from './fleet.ts';

const CONNECTIONS = 1000;
const HELD_FOR = 20_000;

/** A thousand connections opened, held and used again at once; memory for each while it is idle. Needs `--expose-gc`. */
export async function benchHold(): Promise<string[]> {
  const fleet = await BenchFleet.start(32);
  const pool = new Pool(new SshConnector({ again: false }));
  try {
    const targets = Array.from({ length: CONNECTIONS }, (_, index) => targetOf(fleet, index));
    const before = memory();
    const opened = await seconds(() => pool.warm(targets, 50).then(throwFirst));
    const after = memory();
    const leases = await Promise.all(targets.map((target) => pool.open(target)));
    await delay(HELD_FOR);
    const used = await seconds(() => Promise.all(leases.map(runTrue)));
    const { open, lost, reused } = pool.figures();
    return [
      `${CONNECTIONS} connections, opened in ${opened} s, held for ${HELD_FOR / 1000} s, then \`true\` on all at once in ${used} s`,
      `  ${((after - before) / CONNECTIONS / 1024).toFixed(0)} KiB of resident memory each; still open ${open}, lost ${lost}, reused ${reused}`,
    ];
  } finally {
    await pool.closeAll();
    await fleet.close();
  }
}

/** Many on one host: an alias makes each of them a connection of its own. */
function targetOf(fleet: BenchFleet, index: number): Target {
  const { port } = fleet.hosts[index % fleet.hosts.length] as { port: number };
  return {
    host: `host${index}`,
    transport: 'ssh',
    address: '127.0.0.1',
    port,
    user: fleet.user,
    identityFiles: [fleet.keyFile],
    identitiesOnly: true,
    hostKeyChecking: 'off',
    knownHostsFiles: [],
    hostKeyAlias: `host${index}`,
    connectTimeout: 60_000,
    keepaliveInterval: 15_000,
    keepaliveCountMax: 3,
  };
}

async function runTrue(lease: Connection): Promise<void> {
  const { code } = await lease.exec('true');
  if (code !== 0) throw new Error(`true ended with ${code}`);
}

function throwFirst(warmed: readonly { readonly error?: unknown }[]): void {
  const failed = warmed.find(({ error }) => error !== undefined);
  if (failed !== undefined) throw failed.error;
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

async function seconds(work: () => Promise<unknown>): Promise<string> {
  const began = performance.now();
  await work();
  return ((performance.now() - began) / 1000).toFixed(1);
}
