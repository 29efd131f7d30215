/** Text that is not INI as Python's `configparser` reads it: no section, a key twice, a line that is neither. */
export class NotIni extends Error {}

/** Sections of an INI file; names of keys become lower case. Lines that are indented go on from the one before. Throws {@link NotIni}. */
export function parseIni(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let last: string | undefined;
  for (const line of text.split('\n')) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const name = /^\[([^\]]+)\]/.exec(line)?.[1];
    if (name !== undefined) {
      section = newSection(sections, name);
      last = undefined;
    } else if (section && last !== undefined && /^\s/.test(line)) {
      section.set(last, `${section.get(last)}\n${line.trim()}`);
    } else {
      last = addKey(section, line);
    }
  }
  return sections;
}

function newSection(sections: Map<string, Map<string, string>>, name: string): Map<string, string> {
  if (sections.has(name)) throw new NotIni(`section \`${name}\` stands there twice`);
  const section = new Map<string, string>();
  sections.set(name, section);
  return section;
}

function addKey(section: Map<string, string> | undefined, line: string): string {
  if (section === undefined) throw new NotIni('there is a line before the first section');
  const mark = line.search(/[=:]/);
  const name = line.slice(0, Math.max(0, mark)).trim().toLowerCase();
  if (name === '') throw new NotIni(`\`${line.trim()}\` is no \`name = value\``);
  if (section.has(name)) throw new NotIni(`key \`${name}\` stands there twice`);
  section.set(name, line.slice(mark + 1).trim());
  return name;
}
