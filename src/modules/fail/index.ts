import { display } from '../../template/display.ts';
import type { Module } from '../module.ts';

/** `fail`: ends the host's play with a message. */
export const fail: Module = {
  name: 'fail',
  summary: 'Fails with a message of your own',
  args: {
    msg: { type: 'raw', default: 'Failed as requested from task', about: 'why' },
  },
  controllerOnly: true,

  async decide(args) {
    const { msg = '' } = args;
    return { failed: true, message: display(msg), result: { msg } };
  },
};
