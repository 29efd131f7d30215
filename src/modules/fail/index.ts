import { text } from '../args.ts';
import type { Module } from '../module.ts';

/** `fail`: ends the host's play with a message. */
export const fail: Module = {
  name: 'fail',
  summary: 'Fails with a message of your own',
  args: {
    msg: { type: 'str', default: 'Failed as requested from task', about: 'why' },
  },
  controllerOnly: true,

  async decide(args) {
    return { failed: true, message: text(args, 'msg') ?? '' };
  },
};
