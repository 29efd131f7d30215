import type { Plain } from '../template/to-json.ts';
import type { Fact } from './fact.ts';

// Quotes hold a word together only where they begin it; `name="a b"` is two words to the reference, and so here.
const words = /"[^"]*"|'[^']*'|\S+/g;

/** What the kernel was started with: `cmdline` has the last value of a parameter, `proc_cmdline` all of them. */
export const kernelCommandLine: Fact = {
  probes: ['show cmdline /proc/cmdline'],

  parse(entries) {
    if (!entries.has('cmdline')) return {};
    const values = new Map<string, (string | true)[]>();
    for (const [word] of entries.text('cmdline').matchAll(words)) {
      const [, name = word, value = true] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
      const all = values.get(name);
      if (all === undefined) values.set(name, [value]);
      else all.push(value);
    }
    const pick = (choose: (all: (string | true)[]) => Plain) =>
      Object.fromEntries([...values].map(([name, all]) => [name, choose(all)]));
    return {
      cmdline: pick((all) => all.at(-1) ?? true),
      proc_cmdline: pick((all) => (all.length === 1 ? (all[0] ?? true) : all)),
    };
  },
};
