import { run } from './compile/include.ts';
import { type Loader, State } from './compile/state.ts';
import type { Context } from './context.ts';
import type { RenderOptions } from './evaluation.ts';
import { findFile } from './find-file.ts';
import { DictView } from './python/dict-view.ts';
import { parseLiteral } from './python/literal.ts';
import { Range } from './python/range.ts';
import { refuse } from './refuse.ts';
import { writtenPlace } from './syntax/parse.ts';
import {
  compileBareExpression,
  compileExpression,
  compilePlaybookText,
  compileTemplate,
  isTemplate,
  type Template,
} from './template.ts';
import { TemplateError } from './template-error.ts';
import { readHeader } from './template-header.ts';
import { isDict, isLazyDict, isList, type LazyDict, Tuple, Undefined, type Value } from './value.ts';

const loader: Loader = {
  load(name, context) {
    const path = findFile(context, 'templates', name);
    return path === undefined ? undefined : { ...compileFile(path, context), file: path };
  },
  render: (text, options, context, file) => renderTemplate(text, options, context, file),
  evaluate: (text, context) => evaluateTemplate(text, context),
};

function compileFile(path: string, context: Context): Template {
  const text = readText(path, context);
  try {
    return compileTemplate(text);
  } catch (error) {
    if (error instanceof TemplateError) inFile(error, text, path);
    throw error;
  }
}

/** A file of the controller, or the error that it cannot be read. */
function readText(path: string, context: Context): string {
  try {
    return context.world.read(path);
  } catch (error) {
    throw new TemplateError(
      'error',
      `\`${path}\` cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}

/**
 * The value of a text of a playbook. One `{{ expression }}` and nothing else gives the object itself, but an empty text for `None`, unless it
 * only names a variable that is; any other text gives text, except that one made with `{% tags %}` that reads as a list, dict or boolean
 * gives that. Throws {@link TemplateError}.
 */
export function evaluateTemplate(text: string, context: Context): Value {
  if (!isTemplate(text)) return text;
  return inText(text, () => {
    const template = compilePlaybookText(text);
    const state = new State(context, loader);
    if (template.expression === undefined) return fromText(template, textOf(template, state));
    const value = template.expression(state);
    if (value instanceof Undefined && value.lenient) return '';
    if (value === null && !template.isName) return '';
    const result = whole(value);
    return typeof result === 'string' && text.endsWith('\n') ? `${result}\n` : result;
  });
}

/** The value of an expression without braces. Throws {@link TemplateError}. */
export function evaluateExpression(text: string, context: Context): Value {
  return inText(text, () => whole(compileExpression(text).evaluate(new State(context, loader))));
}

/** The value of what a playbook writes without the braces that belong around it, as `debug: var=` has it. Throws {@link TemplateError}. */
export function evaluateBareExpression(text: string, context: Context): Value {
  return inText(text, () => whole(compileBareExpression(text).evaluate(new State(context, loader))));
}

/**
 * The text of a template file. A `#jinja2:` header sets options over those given. Newlines at the end are kept. Throws
 * {@link TemplateError}, with the place in `file` when that is known.
 */
export function renderTemplate(text: string, options: RenderOptions, context: Context, file?: string): string {
  return inText(text, () => {
    const { body, overrides } = readHeader(text);
    try {
      const template = compileTemplate(body, { ...options, ...overrides });
      const newline = overrides.newlineSequence ?? options.newlineSequence ?? '\n';
      const rendered = textOf(template, new State(context, loader));
      return newline === '\n' ? rendered : rendered.replaceAll('\n', newline);
    } catch (error) {
      if (error instanceof TemplateError && (error.text ?? body) === body)
        inFile(error, text, file, text.length - body.length);
      throw error;
    }
  });
}

/** Says where in a file an error is whose place is one in the file's text behind the first `skipped` characters. */
function inFile(error: TemplateError, text: string, file: string | undefined, skipped = 0): void {
  const { start, end } = writtenPlace(text.slice(skipped), error.place ?? { start: 0, end: 0 });
  const place = { start: start + skipped, end: end + skipped };
  error.text = text;
  if (error.place !== undefined) error.place = place;
  if (file !== undefined) error.span ??= { file, ...place };
}

/** Runs `evaluate`, and tells the errors of it which text they are from. */
function inText<T>(text: string, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof TemplateError) error.text ??= text;
    throw error;
  }
}

function textOf(template: Template, state: State): string {
  const text = run(template, state).out.join('');
  return text + '\n'.repeat(Math.max(0, newlinesAtEnd(template.text) - newlinesAtEnd(text)));
}

/** The template itself never sees the newlines at the end of its text; they are put back when the result has fewer. */
function newlinesAtEnd(text: string): number {
  let count = 0;
  for (let at = text.length; at > 0 && /[\r\n]/.test(text[at - 1]!); count++) at -= text.endsWith('\r\n', at) ? 2 : 1;
  return count;
}

/** What a text of a playbook that was built with tags stands for. */
function fromText(template: Template, text: string): Value {
  if (!template.hasTags) return text;
  const literal = text.trim();
  const builds = literal.startsWith('[') || literal.startsWith('{') || literal === 'True' || literal === 'False';
  return builds ? (parseLiteral(literal) ?? text) : text;
}

/** What a lookup finds for these terms, as `with_NAME` of a task wants it. Throws {@link TemplateError}. */
export function evaluateLookup(name: string, terms: readonly Value[], context: Context): Value[] {
  return new State(context, loader).lookup(name, terms).map(whole);
}

/** A result with nothing missing in it: what can only be gone through is a list, and a mapping that works its values out is one that has. */
function whole(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Undefined) return refuse(value);
  if (value instanceof DictView || value instanceof Range) return whole([...value.iterate()]);
  if (isLazyDict(value)) return new Map(entriesOf(value).map(([key, item]) => [key, whole(item)]));
  if (isList(value)) return withWhole(value, value, (items) => listLike(value, items));
  if (isDict(value))
    return withWhole(
      [...value.values()],
      value,
      (items) => new Map([...value.keys()].map((key, at) => [key, items[at]!])),
    );
  return value;
}

/** The container itself, unless something in it had to be made whole. */
function withWhole(items: readonly Value[], container: Value, rebuilt: (items: Value[]) => Value): Value {
  const done = items.map(whole);
  return done.every((item, index) => item === items[index]) ? container : rebuilt(done);
}

const listLike = (list: Value[], items: Value[]): Value[] => (list instanceof Tuple ? Tuple.from(items) : items);

function entriesOf(value: LazyDict): [Value, Value][] {
  return [...value.keys()].map((key): [Value, Value] => [key, value.get(key) ?? null]);
}
