import { failure } from '../refuse.ts';

/** The keys and values of each section of an INI file. */
export type IniSections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads an INI file as Python's `configparser` does: `=` or `:`, full-line comments, values that go on in indented lines. */
export function parseIni(text: string, foldCase: boolean): IniSections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let lastKey: string | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:[#;].*)?$/.test(line)) continue;
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    const continued = /^\s/.test(line) && lastKey !== undefined;
    if (header !== undefined) {
      section = sections.get(header) ?? new Map();
      sections.set(header, section);
      lastKey = undefined;
    } else if (section === undefined) throw failure(`line ${index + 1} of the file stands before any section`);
    else if (continued) section.set(lastKey!, `${section.get(lastKey!)}\n${line.trim()}`);
    else lastKey = addEntry(section, line, foldCase);
  }
  return withDefaults(sections);
}

function addEntry(section: Map<string, string>, line: string, foldCase: boolean): string {
  const mark = line.search(/[=:]/);
  const name = (mark < 0 ? line : line.slice(0, mark)).trim();
  const value = mark < 0 ? '' : line.slice(mark + 1).trim();
  const key = foldCase ? name.toLowerCase() : name;
  section.set(key, value);
  return key;
}

/** What `[DEFAULT]` sets holds in every section. */
function withDefaults(sections: Map<string, Map<string, string>>): IniSections {
  const defaults = sections.get('DEFAULT');
  if (defaults === undefined) return sections;
  return new Map([...sections].map(([name, entries]) => [name, new Map([...defaults, ...entries])]));
}

/** Reads a Java properties file as one section named `properties`. */
export function parseProperties(text: string): IniSections {
  const entries = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, key, value = ''] = /^\s*(?![#!])([^\s=:]+)\s*[=:]?\s*(.*)$/s.exec(line.trimEnd()) ?? [];
    if (key !== undefined) entries.set(key, value);
  }
  return new Map([['properties', entries]]);
}
