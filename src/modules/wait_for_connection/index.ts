import { number } from '../args.ts';
import type { Module } from '../module.ts';

/** `wait_for_connection`: until the host can be reached again. */
export const waitForConnection: Module = {
  name: 'wait_for_connection',
  summary: 'Waits until a new connection to the host can be opened and runs a command',
  args: {
    timeout: { type: 'int', default: 600, about: 'seconds to wait at most' },
    delay: { type: 'int', default: 0, about: 'seconds before the first attempt' },
    sleep: { type: 'int', default: 1, about: 'seconds between two attempts' },
    connect_timeout: { type: 'int', default: 5, about: 'seconds for one attempt' },
  },
  check: 'skip',
  keepsArgs: false,

  async decide(args, host) {
    const [timeout, delay, pause, connectTimeout] = ['timeout', 'delay', 'sleep', 'connect_timeout'].map(
      (name) => number(args, name) ?? 0,
    ) as [number, number, number, number];
    const start = host.now();
    const elapsed = (): number => Math.floor((host.now() - start) / 1000);
    if (delay > 0) await host.sleep(delay);
    for (;;) {
      const problem = await host.reconnect(connectTimeout);
      if (problem === undefined) return { change: false, because: 'the host answers', result: { elapsed: elapsed() } };
      if (elapsed() + pause > timeout) {
        return {
          failed: true,
          message: `timed out waiting for the connection: ${problem}`,
          result: { elapsed: elapsed() },
        };
      }
      await host.sleep(pause);
    }
  },
};
