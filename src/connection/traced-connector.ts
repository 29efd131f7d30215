import type { Connection, Connector, Target } from './connection.ts';

/** Tells `log` of every connection that is opened by another connector, and of what came of it. */
export function tracedConnector(connector: Connector, log: (line: string) => void): Connector {
  return {
    open: async (target: Target, signal?: AbortSignal): Promise<Connection> => {
      const began = performance.now();
      log(`${target.host}: opening by ${target.transport}`);
      try {
        const connection = await connector.open(target, signal);
        log(`${target.host}: open in ${(performance.now() - began).toFixed(1)}ms`);
        return connection;
      } catch (error) {
        log(`${target.host}: not opened: ${error instanceof Error ? error.message : String(error)}`);
        throw error;
      }
    },
    reset: async (target) => {
      log(`${target.host}: reset`);
      await connector.reset?.(target);
    },
  };
}
