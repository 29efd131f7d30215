import { Fields } from '../../shell/look.ts';
import { quote } from '../../shell/quote.ts';
import { split } from '../../template/python/text-split.ts';
import { type Dict, dict } from '../../template/value.ts';
import { flag, text } from '../args.ts';
import type { Args, Module } from '../module.ts';

const colons = new Set(['passwd', 'shadow', 'group', 'gshadow']);

/** `getent`: entries of the host's databases of users, groups, services and names. */
export const getent: Module = {
  name: 'getent',
  summary: 'Reads a database of the host, such as `passwd` or `hosts`, into facts',
  args: {
    database: { type: 'str', required: true, about: 'which database' },
    key: { type: 'str', about: 'one entry; without it all of them' },
    service: { type: 'str', about: 'where to look it up, such as `files`' },
    split: { type: 'str', about: 'what stands between the fields, when it is not the usual' },
    fail_key: { type: 'bool', default: true, about: 'an entry that is not there is a failure' },
  },

  async decide(args, host) {
    const database = text(args, 'database') ?? '';
    const { code, stdout } = await host.probe(script(args));
    const fields = new Fields(stdout);
    const status = Number(fields.next());
    const key = text(args, 'key');
    const missing = 'One or more supplied key could not be found in the database.';
    if (code !== 0 || status === 127)
      return { failed: true, message: 'the host has no getent(1)', help: 'read the file with `slurp`' };
    if (status === 1) return { failed: true, message: 'Missing arguments, or database unknown.' };
    if (status === 3) return { failed: true, message: `Enumeration not supported on this database: ${database}` };
    if (status === 2 && flag(args, 'fail_key') !== false) return { failed: true, message: missing };
    const entries = status === 2 ? dict({ [key ?? '']: null }) : parse(fields.next(), args);
    const facts = dict({ [`getent_${database}`]: entries });
    return {
      change: false,
      because: 'it only reads',
      result: { ansible_facts: facts, ...(status === 2 ? { msg: missing } : {}) },
      effects: [{ kind: 'host-facts', facts, bare: true }],
    };
  },
};

function script(args: Args): string {
  const service = text(args, 'service');
  const key = text(args, 'key');
  const words = [
    'getent',
    ...(service === undefined ? [] : ['-s', service]),
    text(args, 'database') ?? '',
    ...(key === undefined ? [] : [key]),
  ];
  return `o=$(LC_ALL=C ${words.map(quote).join(' ')} 2>/dev/null); printf '%s\\000' "$?" "$o"`;
}

/** The first field of a line is the entry's name; of entries with the same name the first line counts. */
function parse(printed: string, args: Args): Dict {
  const separator = text(args, 'split') ?? (colons.has(text(args, 'database') ?? '') ? ':' : null);
  const entries: Dict = new Map();
  for (const line of printed.split('\n')) {
    const [name, ...fields] = split(line, separator);
    if (name !== undefined && name !== '' && !entries.has(name)) entries.set(name, fields);
  }
  return entries;
}
