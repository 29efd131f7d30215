import type { Fact } from './fact.ts';

/** The environment that commands of the host get. */
export const environment: Fact = {
  // What the shell was started with, from the kernel where it tells: values may hold newlines, and NUL bytes part them.
  probes: [`entry env; cat "/proc/$$/environ" || env`],

  parse(entries) {
    const text = entries.text('env');
    const variables = text.split(text.includes('\0') ? '\0' : '\n').flatMap((variable) => {
      const equals = variable.indexOf('=');
      return equals < 1 ? [] : [[variable.slice(0, equals), variable.slice(equals + 1)] as const];
    });
    return variables.length === 0 ? {} : { env: Object.fromEntries(variables) };
  },
};
