import { display } from '../display.ts';
import { PythonRegex } from '../python/regex.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { readFile } from './controller-file.ts';
import { parseCsv } from './csv-file.ts';
import { type IniSections, parseIni, parseProperties } from './ini-file.ts';
import { type Lookup, lookup } from './lookup.ts';
import { splitTerm } from './term-options.ts';

const iniParameters = {
  type: 'ini',
  file: 'ansible.ini',
  section: 'global',
  re: false,
  encoding: 'utf-8',
  default: '',
  case_sensitive: false,
  allow_no_value: false,
};

const csvParameters = { col: 1, keycol: 0, default: null, delimiter: 'TAB', file: 'ansible.csv', encoding: 'utf-8' };

/** Lookups that look a key up in a file of the controller. */
export const tableLookups = {
  /** `lookup('ini', keys…, section, file, default, re, type)`: values of an INI or properties file. */
  ini: lookup(iniParameters, (terms, options, { context }) =>
    terms.flatMap((term) => {
      const { rest, options: inline } = splitTerm(display(term));
      const setting = (name: keyof typeof iniParameters): Value => inline.get(name) ?? options[name];
      const key = inline.get('key') ?? rest;
      const text = readFile(context, 'files', display(setting('file')));
      const isProperties = setting('type') === 'properties';
      const sections = isProperties ? parseProperties(text) : parseIni(text, !truthy(options.case_sensitive));
      const section = isProperties ? 'properties' : display(setting('section'));
      const wanted = isProperties || truthy(options.case_sensitive) ? key : key.toLowerCase();
      return entriesOf(sections, section, {
        key: wanted,
        byPattern: truthy(setting('re')),
        fallback: setting('default'),
      });
    }),
  ),

  /** `lookup('csvfile', keys…, file, delimiter, col, default)`: one column of the row whose first one is the key. */
  csvfile: lookup(csvParameters, (terms, options, { context }) =>
    terms.flatMap((term) => {
      const { rest: key, options: inline } = splitTerm(display(term));
      if (key === '') throw failure('the lookup `csvfile` wants a key');
      const setting = (name: keyof typeof csvParameters): Value => inline.get(name) ?? options[name];
      const delimiter = display(setting('delimiter'));
      const rows = parseCsv(
        readFile(context, 'files', display(setting('file'))),
        delimiter === 'TAB' ? '\t' : delimiter,
      );
      const row = rows.find((candidate) => candidate[Number(setting('keycol'))] === key);
      const value = row === undefined ? setting('default') : (row[Number(setting('col'))] ?? setting('default'));
      return value === null ? [] : [value];
    }),
  ),
} satisfies Readonly<Record<string, Lookup>>;

function entriesOf(
  sections: IniSections,
  section: string,
  { key, byPattern, fallback }: { key: string; byPattern: boolean; fallback: Value },
): Value[] {
  const entries = sections.get(section);
  if (entries === undefined) {
    if (byPattern || fallback === '') throw failure(`the file has no section \`${section}\``);
    return [fallback];
  }
  if (!byPattern) return [entries.get(key) ?? fallback];
  const pattern = PythonRegex.compile(key);
  return [...entries].filter(([name]) => pattern.match(name) !== undefined).map(([, value]) => value);
}
