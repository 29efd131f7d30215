import type { Context } from './context.ts';
import type { Value } from './value.ts';

/** How `render` treats a text: the delimiters and white space rules of a template file. */
export interface RenderOptions {
  readonly trimBlocks?: boolean;
  readonly lstripBlocks?: boolean;
  readonly blockStart?: string;
  readonly blockEnd?: string;
  readonly variableStart?: string;
  readonly variableEnd?: string;
  readonly commentStart?: string;
  readonly commentEnd?: string;
  readonly lineStatementPrefix?: string;
  readonly lineCommentPrefix?: string;
  readonly newlineSequence?: string;
  readonly plainBackslashes?: boolean;
}

/** A template file that was read. */
export interface TemplateFile {
  readonly path: string;
  readonly text: string;
}

/** A running evaluation, as filters, tests and lookups see it. */
export interface Evaluation {
  readonly context: Context;
  /** A variable, those set in the template first; an {@link Undefined} when nothing sets it. */
  variable(name: string): Value;
  /** Applies the filter of that name; an unknown one is an error. */
  filter(name: string, value: Value, args?: readonly Value[], kwargs?: ReadonlyMap<string, Value>): Value;
  /** Whether the test of that name holds; an unknown one is an error. */
  test(name: string, value: Value, args?: readonly Value[], kwargs?: ReadonlyMap<string, Value>): boolean;
  /** Whether there is a filter or test of that name. */
  knows(kind: 'filter' | 'test', name: string): boolean;
  /** What a lookup finds; an unknown one is an error. */
  lookup(name: string, terms: readonly Value[], options?: ReadonlyMap<string, Value>): Value[];
  /** What a text of the playbook gives that stands in a text of this template: itself when it holds nothing to evaluate. */
  evaluate(text: string): Value;
  /** What a template file makes of the variables of this evaluation, with these on top. */
  render(file: TemplateFile, options: RenderOptions, variables?: ReadonlyMap<string, Value>): string;
}
