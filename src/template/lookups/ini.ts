import { display } from '../display.ts';
import { PythonRegex } from '../python/regex.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { readFile } from './controller-file.ts';
import { type IniSections, parseIni, parseProperties } from './ini-file.ts';
import { lookup } from './lookup.ts';
import { splitTerm } from './term-options.ts';

const parameters = {
  type: 'ini',
  file: 'ansible.ini',
  section: 'global',
  re: false,
  encoding: 'utf-8',
  default: '',
  case_sensitive: false,
  allow_no_value: false,
};

/** `lookup('ini', keys…, section, file, default, re, type)`: values of an INI or properties file. */
export const iniLookup = lookup(parameters, (terms, options, { context }) =>
  terms.flatMap((term) => {
    const { rest, options: inline } = splitTerm(display(term));
    const setting = (name: keyof typeof parameters): Value => inline.get(name) ?? options[name];
    const key = inline.get('key') ?? rest;
    const text = readFile(context, 'files', display(setting('file')));
    const isProperties = setting('type') === 'properties';
    const sections = isProperties ? parseProperties(text) : parseIni(text, !truthy(options.case_sensitive));
    const section = isProperties ? 'properties' : display(setting('section'));
    const wanted = isProperties || truthy(options.case_sensitive) ? key : key.toLowerCase();
    return find(sections, section, { key: wanted, byPattern: truthy(setting('re')), fallback: setting('default') });
  }),
);

function find(
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
