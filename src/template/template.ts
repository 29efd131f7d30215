import { LRUCache } from 'lru-cache';
import { SelfReference } from './compile/block-reference.ts';
import { collectBlocks } from './compile/collect-blocks.ts';
import { compileExpressionNode } from './compile/expression.ts';
import { type Body, type Evaluate, unknownPlugin } from './compile/state.ts';
import { compileBody } from './compile/statement.ts';
import { notBuilt } from './elsewhere.ts';
import type { RenderOptions } from './evaluation.ts';
import { exists } from './library.ts';
import type { Expression as ExpressionNode, PluginUse, TemplateNode } from './syntax/ast.ts';
import { defaultLexerOptions } from './syntax/delimiters.ts';
import { normalizeNewlines, parseExpression, parseTemplate } from './syntax/parse.ts';
import { TemplateSyntaxError } from './template-error.ts';

/** A template, compiled: it can be run for any number of hosts. */
export interface Template extends Body {
  readonly text: string;
  /** Set when the text is one `{{ expression }}` and nothing else: it then yields the object itself. */
  readonly expression: Evaluate | undefined;
  /** Whether that expression is the name of a variable and no more. */
  readonly isName: boolean;
  /** Whether it is one expression that ends in a filter whose point is to give text, such as `to_json`. */
  readonly isText: boolean;
  /** Whether it holds a `{% tag %}`. */
  readonly hasTags: boolean;
  /** The filters, tests and lookups that it names. */
  readonly uses: readonly PluginUse[];
}

/** An expression without braces, compiled. */
export interface Expression {
  readonly text: string;
  readonly evaluate: Evaluate;
  readonly uses: readonly PluginUse[];
  /** Whether it calls anything, as `lookup(...)` does: a text that comes from a host may not. */
  readonly hasCalls: boolean;
}

/** How many compiled texts of each kind are kept; the least recently used goes first. */
const keep = 5_000;
const templates = new LRUCache<string, Template>({ max: keep });
const expressions = new LRUCache<string, Expression>({ max: keep });
const bareExpressions = new LRUCache<string, Expression>({ max: keep });

/**
 * Compiles a template, or gives the one that was compiled from the same text before. Throws {@link TemplateSyntaxError}. One newline
 * at the text's end belongs to the text and not to the template: whoever renders puts it back.
 */
export function compileTemplate(text: string, options: RenderOptions = {}): Template {
  const key = Object.keys(options).length === 0 ? text : JSON.stringify([options, text]);
  return cached(templates, key, () => buildTemplate(text, options));
}

/**
 * Compiles a text of a playbook: in the texts of its `{{ }}`, backslashes stand for themselves, so that `'\1'` in YAML's single quotes and
 * `"\\1"` in its double ones are the same group of a pattern.
 */
export function compilePlaybookText(text: string): Template {
  return text.includes('\\') ? compileTemplate(text, { plainBackslashes: true }) : compileTemplate(text);
}

/** Compiles an expression without braces, or gives the one that was compiled before. Throws {@link TemplateSyntaxError}. */
export function compileExpression(text: string): Expression {
  return cached(expressions, text, () => buildExpression(text));
}

/** Compiles an expression that a playbook writes without the braces which belong around it: backslashes stand for themselves. */
export function compileBareExpression(text: string): Expression {
  if (!text.includes('\\')) return compileExpression(text);
  return cached(bareExpressions, text, () => buildExpression(text, { plainBackslashes: true }));
}

/** Whether a text holds anything to evaluate. */
export function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%') || text.includes('{#');
}

function cached<T extends object>(cache: LRUCache<string, T>, key: string, build: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const built = build();
  cache.set(key, built);
  return built;
}

function buildTemplate(text: string, options: RenderOptions): Template {
  return guarded(text, () => {
    const node = parseTemplateText(text, options);
    const refuse = refusalOf(node.uses);
    const run = refuse ?? compileBody(node.body);
    const blocks = collectBlocks(node.body, compileBody);
    return {
      text,
      uses: node.uses,
      expression: onlyExpression(node, refuse),
      isName: onlyOutput(node)?.kind === 'name',
      isText: endsInText(node),
      hasTags: node.body.some(({ kind }) => kind !== 'text' && kind !== 'output'),
      blocks,
      run: (state) => {
        if (blocks.size > 0) state.root.set('self', new SelfReference(state));
        run(state);
      },
    };
  });
}

/** The syntax tree of a template; one newline at the end of the text is no part of it. */
function parseTemplateText(text: string, options: RenderOptions): TemplateNode {
  return parseTemplate(normalizeNewlines(text).replace(/\n$/, ''), { ...defaultLexerOptions, ...options });
}

/** What the template prints, when that is one `{{ expression }}` and nothing else. */
function onlyOutput({ body }: TemplateNode): ExpressionNode | undefined {
  const [only, ...more] = body;
  return only?.kind === 'output' && more.length === 0 ? only.value : undefined;
}

function onlyExpression(node: TemplateNode, refuse: (() => never) | undefined): Evaluate | undefined {
  const output = onlyOutput(node);
  return output && (refuse ?? compileExpressionNode(output));
}

/** The filters that give text on purpose, also where it shows a mapping. */
const textFilters = new Set(['string', 'to_json', 'to_nice_json', 'tojson', 'to_yaml', 'to_nice_yaml', 'pprint']);

function endsInText(node: TemplateNode): boolean {
  const output = onlyOutput(node);
  return output?.kind === 'filter' && textFilters.has(output.name.replace(/^ansible\.(?:builtin|legacy)\./, ''));
}

function buildExpression(text: string, style: { readonly plainBackslashes?: boolean } = {}): Expression {
  return guarded(text, () => {
    const { expression, uses, hasCalls } = parseExpression(normalizeNewlines(text), style);
    return { text, uses, hasCalls, evaluate: refusalOf(uses) ?? compileExpressionNode(expression) };
  });
}

/** A filter or test that nobody knows is wrong text, whether or not it is reached; one of a collection only matters where it is. */
function refusalOf(uses: readonly PluginUse[]): (() => never) | undefined {
  const unknown = uses.find((use) => use.kind !== 'lookup' && !exists(use) && notBuilt(use) === undefined);
  return (
    unknown &&
    (() => {
      throw unknownPlugin(unknown).at(unknown);
    })
  );
}

/** Runs a compilation; a text so long that its syntax tree overflows the stack is an error like any other. */
function guarded<T>(text: string, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (error instanceof TemplateSyntaxError) error.text ??= text;
    if (!(error instanceof RangeError)) throw error;
    throw new TemplateSyntaxError('this is too long to be one expression', { start: 0, end: text.length });
  }
}
