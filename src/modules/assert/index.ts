import { wordIn } from '../../template/conditional.ts';
import { display } from '../../template/display.ts';
import { truthy } from '../../template/truthy.ts';
import { isList, type Value } from '../../template/value.ts';
import type { Args, HostView, Module } from '../module.ts';

/** `assert`: fails unless all expressions hold. */
export const assert: Module = {
  name: 'assert',
  summary: 'Fails unless every one of some expressions holds',
  args: {
    that: { type: 'raw', required: true, about: 'an expression without braces, or a list of them' },
    fail_msg: { type: 'raw', aliases: ['msg'], default: 'Assertion failed', about: 'message when one does not hold' },
    success_msg: { type: 'raw', default: 'All assertions passed', about: 'message when all hold' },
    quiet: { type: 'bool', default: false, about: 'do not show the message when all hold' },
  },
  controllerOnly: true,

  async decide(args, host) {
    const { that = [] } = args;
    for (const assertion of isList(that) ? that : [that]) {
      if (!(await holds(assertion, host))) return failed(assertion, args);
    }
    return { change: false, because: 'all assertions hold', result: { msg: args.success_msg ?? null } };
  },
};

/** What is no text was a template, and has been evaluated already; what a host has said is taken as a word, and no more. */
async function holds(assertion: Value, host: HostView): Promise<boolean> {
  const own = typeof assertion === 'string' && host.isOwn(assertion);
  return truthy(own ? await host.evaluate(assertion) : wordIn(assertion));
}

function failed(assertion: Value, { fail_msg = null }: Args) {
  const message = isList(fail_msg) ? fail_msg.map(display).join('\n') : display(fail_msg);
  return { failed: true, message, result: { assertion, evaluated_to: false, msg: fail_msg } } as const;
}
