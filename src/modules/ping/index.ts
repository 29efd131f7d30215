import { text } from '../args.ts';
import type { Module } from '../module.ts';

/** `ping`: whether commands can be run on the host. */
export const ping: Module = {
  name: 'ping',
  summary: 'Runs a command that does nothing, to see whether the host can be worked with',
  args: {
    data: { type: 'str', default: 'pong', about: 'what to give back; `crash` makes the task fail' },
  },

  async decide(args, host) {
    const { code, stderr } = await host.probe(':');
    if (code !== 0) return { failed: true, message: `the host cannot run commands: ${stderr.trim()}` };
    const data = text(args, 'data') ?? 'pong';
    if (data === 'crash') return { failed: true, message: 'boom' };
    return { change: false, because: 'the host answers', result: { ping: data } };
  },
};
