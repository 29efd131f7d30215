import { number, text, texts } from '../args.ts';
import type { Args, HostView } from '../module.ts';
import type { Attempt, Found } from './attempt.ts';
import { parseConnections } from './proc-net-tcp.ts';

/** Waits until nobody is connected to a port of the host any more. */
export function drained(args: Args): Attempt {
  const name = `${text(args, 'host')}:${number(args, 'port')}`;
  const question = {
    host: text(args, 'host') ?? '',
    port: number(args, 'port') ?? 0,
    states: texts(args, 'active_connection_states') ?? [],
    excluded: texts(args, 'exclude_hosts') ?? [],
  };
  return {
    timedOut: `Timeout when waiting for ${name} to drain`,
    look: async (host) => await lookAt(question, host),
  };
}

interface Question {
  readonly host: string;
  readonly port: number;
  readonly states: readonly string[];
  readonly excluded: readonly string[];
}

async function lookAt({ host: address, port, states, excluded }: Question, host: HostView): Promise<Found> {
  const { stdout } = await host.probe('cat /proc/net/tcp /proc/net/tcp6 2>/dev/null');
  if (stdout === '')
    return { impossible: 'the host does not list its connections in /proc/net/tcp', help: '`drained` works on Linux' };
  const everywhere = ['0.0.0.0', '::', '*'].includes(address);
  const here = (local: string): boolean => everywhere || local === address || local === '0.0.0.0' || local === '::';
  const open = parseConnections(stdout).filter(
    (connection) =>
      connection.localPort === port &&
      here(connection.local) &&
      states.includes(connection.state) &&
      !excluded.includes(connection.remote),
  );
  return { done: open.length === 0 };
}
