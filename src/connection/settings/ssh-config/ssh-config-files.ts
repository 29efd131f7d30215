import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Controller } from '../controller.ts';
import { isForeignLogin } from '../foreign-logins.ts';
import { honoured } from '../honoured-options.ts';
import type { SshOption } from '../ssh-options.ts';
import { expandHome, expandTokens } from '../tokens.ts';
import { wrongSetting } from '../wrong-setting.ts';
import { type ConfigLine, parseSshConfig } from './config-line.ts';
import { includedFiles } from './included-files.ts';
import { matchApplies } from './match-criteria.ts';
import { matchesPatterns } from './patterns.ts';

/** For whom the files are read. */
export interface ConfigQuery {
  /** What a user would write after `ssh`. */
  readonly host: string;
  /** The user, where something better than a file says so. */
  readonly user?: string;
  /** Read in place of the usual files; `none` for none at all (`-F`). */
  readonly file?: string;
}

/** OpenSSH's own limit. */
const mostIncludes = 16;

/** The ssh_config(5) files of whoever runs the program and of the system, each read once. */
export class SshConfigFiles {
  readonly #controller: Controller;
  readonly #systemFile: string;
  readonly #files = new Map<string, readonly ConfigLine[] | undefined>();
  readonly #named = new Set<string>();

  constructor(controller: Controller, systemFile = '/etc/ssh/ssh_config') {
    this.#controller = controller;
    this.#systemFile = systemFile;
  }

  /** Options for a host, best first. Throws a `ConnectionError` of kind `unsupported` for what only ssh itself can make out. */
  optionsFor(query: ConfigQuery): readonly SshOption[] {
    const files = this.#filesFor(query);
    const reading = new Reading(query, this.#controller, (file) => this.#lines(file));
    for (const { file, folder } of files) reading.read(file, { folder, depth: 0 });
    if (!reading.wantsFinal) return reading.options;
    reading.beginFinal();
    for (const { file, folder } of files) reading.read(file, { folder, depth: 0 });
    return reading.options;
  }

  #filesFor({ file }: ConfigQuery): { file: string; folder: string }[] {
    const { home } = this.#controller;
    const folder = join(home, '.ssh');
    if (file === 'none') return [];
    if (file !== undefined) {
      const named = expandHome(file, home);
      this.#named.add(named);
      return [{ file: named, folder }];
    }
    return [
      { file: join(folder, 'config'), folder },
      { file: this.#systemFile, folder: dirname(this.#systemFile) },
    ];
  }

  /** The file that `-F` names is the caller's choice, the system's that of its administrator. */
  #isNamed(file: string): boolean {
    return file === this.#systemFile || this.#named.has(file);
  }

  #lines(file: string): readonly ConfigLine[] | undefined {
    if (!this.#files.has(file)) this.#files.set(file, readConfig(file, this.#isNamed(file)));
    return this.#files.get(file);
  }
}

function readConfig(file: string, isNamed: boolean): readonly ConfigLine[] | undefined {
  const text = readText(file);
  if (text !== undefined && !isNamed) requireOwn(file);
  return text === undefined ? undefined : parseSshConfig(text, file);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw wrongSetting(`${file} cannot be read: ${message}`, 'make it readable, or name another with `-F`');
  }
}

/** The same owners and modes that OpenSSH asks of a user's file and of all that are included: what is in them may name programs to run. */
function requireOwn(file: string): void {
  const self = process.geteuid?.();
  const { uid, mode } = statSync(file);
  if (self === undefined) return;
  if (uid !== 0 && uid !== self) {
    throw wrongSetting(`${file} belongs to another user (uid ${uid}), and is not obeyed`, `\`chown ${self} ${file}\``);
  }
  if ((mode & 0o022) !== 0) {
    throw wrongSetting(`others may write to ${file}, and it is not obeyed`, `\`chmod go-w ${file}\``);
  }
}

interface Place {
  /** Where files that are included by a relative path lie. */
  readonly folder: string;
  readonly depth: number;
}

/** One walk through the files for one host. */
class Reading {
  readonly options: SshOption[] = [];
  /** Whether some `Match final` asks for a second walk. */
  wantsFinal = false;
  readonly #query: ConfigQuery;
  readonly #controller: Controller;
  readonly #lines: (file: string) => readonly ConfigLine[] | undefined;
  #final = false;

  constructor(query: ConfigQuery, controller: Controller, lines: (file: string) => readonly ConfigLine[] | undefined) {
    this.#query = query;
    this.#controller = controller;
    this.#lines = lines;
  }

  beginFinal(): void {
    this.#final = true;
  }

  read(file: string, place: Place): void {
    let active = true;
    for (const line of this.#lines(file) ?? []) {
      if (line.name === 'host') active = matchesPatterns(line.words, this.#query.host);
      else if (line.name === 'match') active = this.#matches(line);
      else if (active && line.name === 'include') this.#include(line, place);
      else if (active && (honoured.has(line.name) || isForeignLogin(line.name))) this.#take(line);
    }
  }

  #take({ name, text, words, origin }: ConfigLine): void {
    const value = words.length === 1 ? (words[0] as string) : text;
    this.options.push({ name, value, origin });
  }

  #include(line: ConfigLine, { folder, depth }: Place): void {
    if (depth >= mostIncludes)
      throw wrongSetting(`too many files include each other at ${line.origin}`, 'look for a loop');
    for (const argument of line.words) {
      for (const file of includedFiles(argument, { folder, home: this.#controller.home })) {
        this.read(file, { folder, depth: depth + 1 });
      }
    }
  }

  #matches(line: ConfigLine): boolean {
    if (line.words.some((word) => /^!?final$/i.test(word))) this.wantsFinal = true;
    const { host } = this.#query;
    const first = (name: string) => this.options.find((option) => option.name === name)?.value;
    const hostName = first('hostname');
    return matchApplies(line, {
      originalHost: host,
      host: hostName === undefined ? host : expandTokens(hostName, { h: host }),
      user: this.#query.user ?? first('user') ?? this.#controller.user,
      localUser: this.#controller.user,
      final: this.#final,
    });
  }
}
