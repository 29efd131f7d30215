import { dict } from '../../template/value.ts';
import { flag, mapping } from '../args.ts';
import type { Module } from '../module.ts';

const nameRule = /^[A-Za-z_]\w*$/;

/** `set_stats`: puts values down for the report of the whole run. */
export const setStats: Module = {
  name: 'set_stats',
  summary: 'Puts values down for the report of the whole run',
  args: {
    data: { type: 'dict', required: true, about: 'names and values' },
    per_host: { type: 'bool', default: false, about: 'keep them by host, not for the whole run' },
    aggregate: { type: 'bool', default: true, about: 'add to what is there under a name, rather than replace it' },
  },
  controllerOnly: true,

  async decide(args) {
    const data = mapping(args, 'data') ?? new Map();
    const perHost = flag(args, 'per_host') ?? false;
    const aggregate = flag(args, 'aggregate') ?? true;
    const wrong = [...data.keys()].find((name) => typeof name !== 'string' || !nameRule.test(name));
    if (wrong !== undefined) {
      const help = 'a name starts with a letter or underscore, and letters, digits and underscores follow';
      return { failed: true, message: `\`${String(wrong)}\` is no name for a value`, help };
    }
    return {
      change: false,
      because: 'what is put down for the report is no change of the host',
      result: { ansible_stats: dict({ data, per_host: perHost, aggregate }) },
      effects: [{ kind: 'stats', data, perHost, aggregate }],
    };
  },
};
