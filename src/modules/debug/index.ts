import { TemplateError } from '../../template/template-error.ts';
import { typeName } from '../../template/type-name.ts';
import { Undefined, type Value } from '../../template/value.ts';
import { number } from '../args.ts';
import type { HostView, Module, Result } from '../module.ts';

/** `debug`: shows a message or a variable. */
export const debug: Module = {
  name: 'debug',
  summary: 'Shows a message, or the value of a variable or expression',
  args: {
    msg: { type: 'raw', about: 'what to show' },
    var: { type: 'raw', about: 'name of a variable, or an expression without braces' },
    verbosity: { type: 'int', default: 0, about: 'how many `-v` it takes to show it' },
  },
  exclusive: [['msg', 'var']],
  controllerOnly: true,

  async decide(args, host) {
    if ((number(args, 'verbosity') ?? 0) > host.verbosity) {
      const reason = 'Verbosity threshold not met.';
      return {
        skipped: true,
        because: 'fewer `-v` were given than `verbosity` asks for',
        result: { skipped_reason: reason },
      };
    }
    const { msg, var: name } = args;
    const shown = name === undefined ? { msg: msg === undefined ? 'Hello world!' : msg } : await shownValue(name, host);
    return { change: false, because: 'it only shows something', result: shown };
  },
};

/**
 * What is no text has been evaluated already, and is shown under its type's name. Text that a host has said is no name of a variable: it
 * is shown as it is.
 */
async function shownValue(name: Value, host: HostView): Promise<Result> {
  if (typeof name !== 'string') return { [`<class '${typeName(name)}'>`]: name };
  if (!host.isOwn(name)) return { [name]: name };
  const value = await evaluated(name, host);
  return { [name]: value instanceof Undefined ? 'VARIABLE IS NOT DEFINED!' : value };
}

/** An attribute of something undefined is as undefined as that. */
async function evaluated(expression: string, host: HostView): Promise<Value> {
  try {
    return await host.evaluateBare(expression);
  } catch (error) {
    if (error instanceof TemplateError && error.kind === 'undefined') return new Undefined(expression);
    throw error;
  }
}
