import type { Diagnostic } from './diagnostic.ts';
import { displayPath } from './display-path.ts';
import { type Paint, painter } from './paint.ts';
import { snippet, type Underline } from './snippet.ts';
import type { Sources } from './sources.ts';
import type { Span } from './span.ts';
import { visible } from './visible.ts';

export interface RenderOptions {
  /** Whether to colour with ANSI codes. */
  readonly colour: boolean;
  /** The directory that paths are shown relative to; the working directory unless given. */
  readonly cwd?: string;
}

/** A place to show: the wrong one (`primary`), or one that explains it. */
interface Mark {
  readonly span: Span;
  readonly label: string;
  readonly primary: boolean;
  readonly line: number;
}

/** Prints diagnostics one after another with an empty line between. No newline at the end. */
export function renderDiagnostics(list: readonly Diagnostic[], sources: Sources, options: RenderOptions): string {
  return list.map((diagnostic) => renderDiagnostic(diagnostic, sources, options)).join('\n\n');
}

/** Prints a diagnostic: its message, each place it names framed with its source line, and its help. No newline at the end. */
export function renderDiagnostic(diagnostic: Diagnostic, sources: Sources, options: RenderOptions): string {
  return new Renderer(diagnostic, sources, options).render();
}

class Renderer {
  readonly #diagnostic: Diagnostic;
  readonly #sources: Sources;
  readonly #cwd: string | undefined;
  readonly #paint: Paint;
  readonly #marks: readonly Mark[];
  /** Columns of the gutter that holds line numbers. */
  readonly #gutter: number;

  constructor(diagnostic: Diagnostic, sources: Sources, options: RenderOptions) {
    this.#diagnostic = diagnostic;
    this.#sources = sources;
    this.#cwd = options.cwd;
    this.#paint = painter(options.colour);
    this.#marks = marksOf(diagnostic, sources);
    this.#gutter = Math.max(1, ...this.#marks.map((mark) => String(mark.line).length));
  }

  render(): string {
    const frames = this.#frames().flatMap((marks) => this.#frame(marks));
    return [this.#title(), ...frames, ...this.#help()].join('\n');
  }

  #title(): string {
    const { severity, code, message } = this.#diagnostic;
    return `${this.#paint(severity, `${severity}[${code}]`)}${this.#paint('title', `: ${visible(message)}`)}`;
  }

  /** The marks of each file, the file of the wrong place first. */
  #frames(): Mark[][] {
    const byFile = new Map<string, Mark[]>();
    for (const mark of this.#marks) {
      const marks = byFile.get(mark.span.file);
      if (marks === undefined) byFile.set(mark.span.file, [mark]);
      else marks.push(mark);
    }
    return [...byFile.values()];
  }

  #frame(marks: Mark[]): string[] {
    const [first] = marks;
    if (first === undefined) return [];
    const arrow = `${' '.repeat(this.#gutter)}${this.#paint('frame', '──▶')} ${this.#place(first.span)}`;
    if (this.#sources.isSecret(first.span.file)) return [arrow, this.#note('the text is vaulted, and so is not shown')];
    if (this.#sources.text(first.span.file) === undefined) return [arrow];
    return [arrow, this.#bar(''), ...this.#lines(marks)];
  }

  #place(span: Span): string {
    const path = visible(displayPath(span.file, this.#cwd));
    if (this.#sources.text(span.file) === undefined) return path;
    const { line, column } = this.#sources.locate(span);
    return `${path}:${line}:${column}`;
  }

  #lines(marks: Mark[]): string[] {
    const inOrder = marks.toSorted((a, b) => a.line - b.line || Number(b.primary) - Number(a.primary));
    return inOrder.flatMap((mark, index) => {
      const previous = inOrder[index - 1]?.line;
      const skipped = previous !== undefined && mark.line > previous + 1;
      return [...(skipped ? [this.#bar('', '⋮')] : []), ...this.#marked(mark, mark.line === previous)];
    });
  }

  /** The source line (unless it stands there already) and the carets under it. */
  #marked(mark: Mark, repeated: boolean): string[] {
    const line = this.#sources.line(mark.span.file, mark.line);
    if (line === undefined) return [];
    const { text, indent, length } = snippet(line.text, underline(mark.span, line));
    const carets = (mark.primary ? '^' : '-').repeat(length);
    const part = mark.primary ? this.#diagnostic.severity : 'note';
    const label = visible(mark.label);
    const pointer = `${' '.repeat(indent)}${this.#paint(part, label === '' ? carets : `${carets} ${label}`)}`;
    return [...(repeated ? [] : [this.#source(mark.line, text)]), this.#bar(pointer)];
  }

  #source(line: number, text: string): string {
    const number = String(line).padStart(this.#gutter);
    return `${this.#paint('frame', `${number} │`)}${text === '' ? '' : ` ${text}`}`;
  }

  #bar(text: string, bar = '│'): string {
    return `${' '.repeat(this.#gutter + 1)}${this.#paint('frame', bar)}${text === '' ? '' : ` ${text}`}`;
  }

  #help(): string[] {
    const { help } = this.#diagnostic;
    if (help === undefined) return [];
    const margin = ' '.repeat(this.#gutter + 1);
    return [`${margin}${this.#paint('help', '= help:')} ${visible(help, '\n').replaceAll('\n', `\n${margin}  `)}`];
  }

  #note(text: string): string {
    return `${' '.repeat(this.#gutter + 1)}${this.#paint('note', '= note:')} ${text}`;
  }
}

function marksOf({ span, label = '', related = [] }: Diagnostic, sources: Sources): Mark[] {
  if (span === undefined) return [];
  const places = [{ span, label, primary: true }, ...related.map((place) => ({ ...place, primary: false }))];
  return places.map((place) => ({ ...place, line: sources.locate(place.span).line }));
}

/** A span's stretch of its first line; one that runs over several lines is underlined to the end of the first. */
function underline(span: Span, line: { text: string; start: number }): Underline {
  const start = Math.min(span.start - line.start, line.text.length);
  return { start, end: Math.max(start, Math.min(span.end - line.start, line.text.length)) };
}
