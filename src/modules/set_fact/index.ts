import type { Dict, Value } from '../../template/value.ts';
import { flag } from '../args.ts';
import type { Module } from '../module.ts';

const nameRule = /^[A-Za-z_]\w*$/;

/** `set_fact`: gives the host variables that last for the rest of the run. */
export const setFact: Module = {
  name: 'set_fact',
  summary: 'Sets variables of the host for the rest of the run',
  args: {
    cacheable: { type: 'bool', default: false, about: 'keep them in the fact cache as well' },
  },
  open: true,
  controllerOnly: true,

  async decide(args) {
    const facts: Dict = new Map();
    for (const [name, value] of Object.entries(args)) {
      if (name === 'cacheable') continue;
      if (!nameRule.test(name)) {
        const help = 'a name starts with a letter or underscore, and letters, digits and underscores follow';
        return { failed: true, message: `\`${name}\` is no name for a variable`, help };
      }
      facts.set(name, booleanOf(value));
    }
    if (facts.size === 0)
      return { failed: true, message: 'no variable is named', help: 'write `NAME: VALUE` below `set_fact:`' };
    return {
      change: false,
      because: 'variables are no change of the host',
      result: { ansible_facts: facts },
      effects: [{ kind: 'facts', facts, cacheable: flag(args, 'cacheable') ?? false }],
    };
  },
};

/** As Ansible, which takes these four words for booleans however they are quoted. */
function booleanOf(value: Value): Value {
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'yes' || word === 'true') return true;
  return word === 'no' || word === 'false' ? false : value;
}
