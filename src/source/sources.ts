import { readBytes, realPath, wrongInput } from './disk.ts';
import { displayPath } from './display-path.ts';
import { lineIndex, lineStarts } from './line-starts.ts';
import type { Location, Span } from './span.ts';

/** Opens a text that begins with `$ANSIBLE_VAULT;`. Throws WrongInput when no password does. */
export type Decrypt = (armoured: string, file: string) => string;

interface Source {
  readonly text: string;
  readonly secret: boolean;
  starts?: readonly number[];
}

/** The registry of every text a user gave, so that a {@link Span} can be shown as the line it came from. */
export class Sources {
  /** Opens vaulted files; without it, reading one is an error. */
  decrypt: Decrypt | undefined;
  readonly #sources = new Map<string, Source>();
  readonly #unsafe = new Set<string>();

  constructor(decrypt?: Decrypt) {
    this.decrypt = decrypt;
  }

  /** Registers `text` under `file`, a path or a name in angle brackets. A `secret` text is never quoted in a message. */
  add(file: string, text: string, { secret = false } = {}): void {
    this.#sources.set(file, { text, secret });
  }

  text(file: string): string | undefined {
    return this.#sources.get(file)?.text;
  }

  /** Every text that was registered so far. */
  *texts(): Generator<string> {
    for (const { text } of this.#sources.values()) yield text;
  }

  /** Notes that a host has written the file, which was fetched from it: nothing in it is taken for a template. */
  distrust(path: string): void {
    this.#unsafe.add(realPath(path));
  }

  /** Whether a host has written the file. */
  isUnsafe(path: string): boolean {
    return this.#unsafe.size > 0 && this.#unsafe.has(realPath(path));
  }

  /** Whether the text came out of a vault, and so may not be quoted. */
  isSecret(file: string): boolean {
    return this.#sources.get(file)?.secret ?? false;
  }

  /**
   * Reads a file of the disk as UTF-8, without its byte-order mark and opened when it is vaulted, and registers it; a name in angle
   * brackets stands for the text that was registered under it. Throws WrongInput when it cannot be read, is not UTF-8 or is
   * vaulted and no password opens it.
   */
  read(path: string): string {
    const given = path.startsWith('<') ? this.text(path) : undefined;
    if (given !== undefined) return given;
    const text = decode(readBytes(path), path);
    if (!text.startsWith('$ANSIBLE_VAULT;')) {
      this.add(path, text);
      return text;
    }
    const opened = this.#open(text, path);
    this.add(path, opened, { secret: true });
    return opened;
  }

  /** Where a span starts, as people read it; line 1, column 1 for a text that is not registered. Columns count UTF-16 units. */
  locate(span: Span): Location {
    const source = this.#sources.get(span.file);
    if (source === undefined) return { file: span.file, line: 1, column: 1 };
    source.starts ??= lineStarts(source.text);
    const index = lineIndex(source.starts, span.start);
    return { file: span.file, line: index + 1, column: span.start - source.starts[index]! + 1 };
  }

  /** The text of a line (the first is 1) without its line end, and the offset at which it starts. */
  line(file: string, line: number): { readonly text: string; readonly start: number } | undefined {
    const source = this.#sources.get(file);
    if (source === undefined) return undefined;
    source.starts ??= lineStarts(source.text);
    const start = source.starts[line - 1];
    if (start === undefined) return undefined;
    return { text: source.text.slice(start, source.starts[line]).replace(/[\r\n]+$/, ''), start };
  }

  #open(armoured: string, path: string): string {
    if (this.decrypt !== undefined) return this.decrypt(armoured, path);
    throw wrongInput('vault-no-password', `\`${displayPath(path)}\` is vaulted, and no vault password was given`, {
      help: 'add `--ask-vault-pass` or `--vault-password-file FILE`',
    });
  }
}

function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const shown = displayPath(path);
    throw wrongInput('file-not-utf8', `\`${shown}\` is not UTF-8 text`, {
      help: `convert it, if it is Latin-1: \`iconv -f latin1 -t utf-8 ${shown}\``,
    });
  }
}
