import type { Node } from '../../source/node.ts';
import type { Span } from '../../source/span.ts';
import { didYouMean } from '../../source/suggest.ts';
import { type IniWord, splitWords } from './ini-words.ts';
import { readPythonLiteral } from './python-literal.ts';
import type { SourceReading } from './source-reading.ts';

/** Reads an inventory in Ansible's INI form: `[group]`, `[group:children]` and `[group:vars]` sections, and hosts before the first. */
export function readIniInventory(text: string, reading: SourceReading): void {
  new IniReader(text, reading).read();
}

type SectionKind = 'hosts' | 'children' | 'vars';
const sectionKinds: readonly SectionKind[] = ['hosts', 'children', 'vars'];

/** A group that a section speaks of before any section makes it. */
interface Mention {
  readonly group: string;
  readonly span: Span;
  readonly problem: string;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

class IniReader {
  readonly #text: string;
  readonly #reading: SourceReading;
  readonly #mentions: Mention[] = [];
  readonly #declared: Set<string>;
  #group = 'ungrouped';
  #kind: SectionKind | undefined = 'hosts';

  constructor(text: string, reading: SourceReading) {
    this.#text = text;
    this.#reading = reading;
    this.#declared = new Set(reading.inventory.groups.keys());
  }

  read(): void {
    for (const { 0: raw, index } of this.#text.matchAll(/[^\r\n]+/g)) {
      const text = raw.trim();
      const line = { text, start: index + raw.indexOf(text) };
      if (text === '' || text.startsWith('#') || text.startsWith(';')) continue;
      if (text.startsWith('[') && !/^\[[^\]]*\]\s*[^\s#;]/.test(text)) this.#section(line);
      else this.#item(line);
    }
    for (const mention of this.#mentions) if (!this.#declared.has(mention.group)) this.#reportMention(mention);
  }

  #section(line: Line): void {
    const match = /^\[(?<group>[^:\]\s]+)(?::(?<kind>[^\]]*))?\]\s*(?:[#;].*)?$/.exec(line.text)?.groups;
    this.#kind = undefined;
    if (match?.group === undefined) {
      this.#reportSection(line);
      return;
    }
    const { group, kind = 'hosts' } = match;
    this.#kind = sectionKinds.find((known) => known === kind);
    this.#group = group;
    if (this.#kind === undefined) this.#reportKind(group, kind, line);
    else this.#declare(group, this.#kind, line);
  }

  #declare(group: string, kind: SectionKind, line: Line): void {
    this.#reading.inventory.addGroup(group);
    if (kind === 'vars') {
      const problem = `the variables of \`[${group}:vars]\` are for a group that does not exist`;
      this.#mentions.push({ group, problem, span: this.#span(line.start + 1, group.length) });
    } else {
      this.#declared.add(group);
    }
  }

  #item(line: Line): void {
    // Below a section that has been reported, a line has no meaning to check.
    if (this.#kind === 'hosts') this.#host(line);
    if (this.#kind === 'children') this.#child(line);
    if (this.#kind === 'vars') this.#variable(line);
  }

  #host(line: Line): void {
    const words = splitWords(line.text);
    if ('unclosedAt' in words) {
      this.#error('ini-syntax', 'the quote is not closed', line.start + words.unclosedAt, 1, 'close it on this line');
      return;
    }
    const [name, ...assignments] = words;
    if (name === undefined || !this.#isHostName(name, line)) return;
    const span = this.#span(line.start + name.start, name.end - name.start);
    const hosts = this.#reading.addHosts(name.text, span, this.#group);
    for (const word of assignments) {
      const assigned = this.#assignment(word, line);
      if (assigned !== undefined) this.#reading.setHostVariable(hosts, assigned.name, assigned.value);
    }
    this.#warnOfComment(words, line);
  }

  /** Two mistakes that would otherwise become hosts of strange names: YAML in an INI file, and a port left out. */
  #isHostName(word: IniWord, line: Line): boolean {
    const isYaml = word.text === '---' || (word.text.endsWith(':') && !word.text.endsWith('::'));
    if (!isYaml) return true;
    const help = 'is this YAML? name the file `.yaml`, or remove the `:`';
    this.#error('ini-syntax', `\`${word.text}\` is no name of a host`, line.start + word.start, word.text.length, help);
    return false;
  }

  #assignment(word: IniWord, line: Line): { name: string; value: Node } | undefined {
    const equals = word.text.indexOf('=');
    const start = line.start + word.start;
    if (equals < 1) {
      const message = `\`name=value\` is wanted after the host, and this is \`${word.text}\``;
      this.#error('ini-syntax', message, start, word.end - word.start, 'put each host on a line of its own');
      return undefined;
    }
    const raw = line.text.slice(word.start, word.end);
    const shift = raw.indexOf('=') + 1;
    const text = word.text.slice(equals + 1);
    const span = this.#span(start + shift, raw.length - shift);
    return { name: word.text.slice(0, equals), value: valueNode(text, span, raw.slice(shift) === text) };
  }

  /** `#` within a word cuts it short, which people with such passwords learn late. */
  #warnOfComment(words: readonly IniWord[], line: Line): void {
    const last = words.at(-1);
    if (last === undefined || line.text[last.end] !== '#') return;
    this.#reading.diagnostics.warn('ini-comment', `\`#\` begins a comment, and the value before it ends there`, {
      span: this.#span(line.start + last.end, line.text.length - last.end),
      help: 'quote the value, if the `#` belongs to it, or put a space before the comment',
    });
  }

  #child({ text, start }: Line): void {
    const name = /^(?<name>[^:\]\s]+)\s*(?:[#;].*)?$/.exec(text)?.groups?.name;
    if (name === undefined) {
      this.#error(
        'ini-syntax',
        `the name of a group is wanted, and this is \`${text}\``,
        start,
        text.length,
        'write one group a line',
      );
      return;
    }
    const span = this.#span(start, name.length);
    this.#reading.addChild(this.#group, name, span);
    this.#mentions.push({ group: name, span, problem: `the child \`${name}\` of \`${this.#group}\` is no group` });
  }

  #variable({ text, start }: Line): void {
    const equals = text.indexOf('=');
    if (equals < 1) {
      const message = `\`name=value\` is wanted in \`[${this.#group}:vars]\`, and this is \`${text}\``;
      this.#error('ini-syntax', message, start, text.length, 'put a `=` between the name and the value');
      return;
    }
    const value = text.slice(equals + 1).trim();
    const span = this.#span(start + text.length - value.length, value.length);
    this.#reading.setGroupVariable(this.#group, text.slice(0, equals).trim(), valueNode(value, span, true));
  }

  #reportSection({ text, start }: Line): void {
    this.#error(
      'ini-syntax',
      `\`${text}\` is no section`,
      start,
      text.length,
      'write `[group]`, `[group:children]` or `[group:vars]`',
    );
  }

  #reportKind(group: string, kind: string, { start }: Line): void {
    this.#reading.diagnostics.error('ini-unknown-section', `unknown kind of section \`${kind}\``, {
      span: this.#span(start + group.length + 2, Math.max(1, kind.length)),
      ...didYouMean(kind, sectionKinds, 'write `[group]`, `[group:children]` or `[group:vars]`'),
    });
  }

  #reportMention({ group, span, problem }: Mention): void {
    this.#reading.diagnostics.error('unknown-group', problem, {
      span,
      ...didYouMean(group, this.#declared, `add a section \`[${group}]\``),
    });
  }

  #error(code: string, message: string, start: number, length: number, help: string): void {
    this.#reading.diagnostics.error(code, message, { span: this.#span(start, length), help });
  }

  #span(start: number, length: number): Span {
    return { file: this.#reading.file, start, end: start + length };
  }
}

/** A value: what it is as a Python literal, else its text. */
function valueNode(text: string, span: Span, plain: boolean): Node {
  return readPythonLiteral(text, span) ?? { kind: 'scalar', value: text, plain, span };
}
