import { asDict } from '../python/coerce.ts';
import { DateTime } from '../python/datetime.ts';
import { floatRepr } from '../python/float-repr.ts';
import { isFloat, numberOf } from '../python/number.ts';
import { sorted } from '../python/sorted.ts';
import { failure, refuse } from '../refuse.ts';
import { TemplateError } from '../template-error.ts';
import { aTypeName } from '../type-name.ts';
import { type Dict, isDict, isLazyDict, isList, Omit, Tuple, Undefined, type Value } from '../value.ts';
import { analyzeScalar, readsAsOther } from './scalar-style.ts';
import { ScalarWriter } from './scalar-writer.ts';
import { YamlOutput } from './yaml-output.ts';

/** How a YAML text is written: the arguments of Python's `yaml.dump` that matter. */
export interface YamlStyle {
  /** Blanks a level, 2 to 9; anything else counts as 2. */
  readonly indent: number;
  /** Lines are folded at blanks beyond this column. */
  readonly width: number;
  readonly sortKeys: boolean;
  /** All collections in `[]` and `{}`, none, or those that hold only plain scalars. */
  readonly flow: 'all' | 'none' | 'leaves';
  /** The quotes that every scalar is put in. */
  readonly quotes?: '"' | "'";
  readonly explicitStart: boolean;
  readonly explicitEnd: boolean;
}

export const defaultYamlStyle: YamlStyle = {
  indent: 2,
  width: 80,
  sortKeys: true,
  flow: 'leaves',
  explicitStart: false,
  explicitEnd: false,
};

/** Scalars longer than this cannot be the key of `key: value` on one line. */
const longestSimpleKey = 128;
const deepest = 500;

/** A value as YAML text, laid out as libyaml lays it out. Anchors are never written: what is there twice is written twice. */
export function writeYaml(value: Value, style: YamlStyle): string {
  return new YamlWriter(style).document(value);
}

type Scalar = { readonly text: string; readonly isText: boolean };

class YamlWriter {
  readonly #style: YamlStyle;
  readonly #output: YamlOutput;
  readonly #scalars: ScalarWriter;
  #indents: number[] = [];
  #flowLevel = 0;

  constructor(style: YamlStyle) {
    const indent = style.indent >= 2 && style.indent <= 9 ? style.indent : 2;
    const width =
      style.width >= 0 && style.width <= indent * 2 ? 80 : style.width < 0 ? Number.POSITIVE_INFINITY : style.width;
    this.#style = { ...style, indent, width };
    this.#output = new YamlOutput();
    this.#scalars = new ScalarWriter(this.#output, width);
  }

  document(value: Value): string {
    if (this.#style.explicitStart) this.#output.indicator('---', { needsSpace: true });
    this.#node(value, { inMapping: false });
    this.#output.newline(0);
    if (this.#style.explicitEnd) this.#output.indicator('...\n', { needsSpace: true });
    return this.#output.text;
  }

  get #indent(): number {
    return Math.max(0, this.#indents.at(-1) ?? -1);
  }

  /** Writes one level further in; the outermost block starts at the left edge, and a list in a dict is not moved. */
  #deeper(kind: 'flow' | 'block' | 'same', write: () => void): void {
    const current = this.#indents.at(-1);
    const first = kind === 'flow' ? this.#style.indent : 0;
    if (this.#indents.length > deepest) throw failure('the value is nested too deeply for YAML, or contains itself');
    this.#indents.push(current === undefined ? first : kind === 'same' ? current : current + this.#style.indent);
    write();
    this.#indents.pop();
  }

  #node(value: Value, { inMapping }: { inMapping: boolean }): void {
    if (value instanceof Undefined) refuse(value);
    if (isList(value)) this.#list(value, inMapping);
    else if (isDict(value) || isLazyDict(value)) this.#dict(asDict(value)!);
    else this.#scalar(scalarOf(value), false);
  }

  #isFlow(parts: readonly Value[]): boolean {
    if (this.#flowLevel > 0 || parts.length === 0 || this.#style.flow === 'all') return true;
    const quoted = this.#style.quotes !== undefined;
    return (
      this.#style.flow === 'leaves' &&
      !quoted &&
      parts.every((part) => !isList(part) && !isDict(part) && !isLazyDict(part))
    );
  }

  #list(items: readonly Value[], inMapping: boolean): void {
    if (this.#isFlow(items))
      this.#flow(
        '[',
        ']',
        items.map((item) => () => this.#node(item, { inMapping: false })),
      );
    else
      this.#deeper(inMapping && !this.#output.indention ? 'same' : 'block', () => {
        for (const item of items) {
          this.#output.newline(this.#indent);
          this.#output.indicator('-', { needsSpace: true, isIndention: true });
          this.#node(item, { inMapping: false });
        }
      });
  }

  #dict(dict: Dict): void {
    const entries = this.#ordered(dict);
    if (this.#isFlow(entries.flat()))
      this.#flow(
        '{',
        '}',
        entries.map(
          ([key, value]) =>
            () =>
              this.#flowEntry(key, value),
        ),
      );
    else
      this.#deeper('block', () => {
        for (const [key, value] of entries) this.#blockEntry(key, value);
      });
  }

  #ordered(dict: Dict): [Value, Value][] {
    if (!this.#style.sortKeys) return [...dict];
    try {
      const pairs = [...dict].map((entry) => Tuple.from(entry));
      return sorted(pairs, { key: ([key]) => key! }).map(([key, value]) => [key!, value!]);
    } catch (error) {
      // Keys of different types have no order, and stay as they are.
      if (error instanceof TemplateError) return [...dict];
      throw error;
    }
  }

  #flow(open: string, close: string, parts: readonly (() => void)[]): void {
    this.#output.indicator(open, { needsSpace: true, isWhitespace: true });
    this.#flowLevel++;
    this.#deeper('flow', () => {
      parts.forEach((write, index) => {
        if (index > 0) this.#output.indicator(',', {});
        if (this.#output.column > this.#style.width) this.#output.newline(this.#indent);
        write();
      });
    });
    this.#flowLevel--;
    this.#output.indicator(close, {});
  }

  #flowEntry(key: Value, value: Value): void {
    if (this.#isSimpleKey(key)) {
      this.#simpleKey(key);
      this.#output.indicator(':', {});
    } else {
      this.#output.indicator('?', { needsSpace: true });
      this.#node(key, { inMapping: true });
      if (this.#output.column > this.#style.width) this.#output.newline(this.#indent);
      this.#output.indicator(':', { needsSpace: true });
    }
    this.#node(value, { inMapping: true });
  }

  #blockEntry(key: Value, value: Value): void {
    this.#output.newline(this.#indent);
    if (this.#isSimpleKey(key)) {
      this.#simpleKey(key);
      this.#output.indicator(':', {});
    } else {
      this.#output.indicator('?', { needsSpace: true, isIndention: true });
      this.#node(key, { inMapping: true });
      this.#output.newline(this.#indent);
      this.#output.indicator(':', { needsSpace: true, isIndention: true });
    }
    this.#node(value, { inMapping: true });
  }

  #isSimpleKey(key: Value): boolean {
    if (isList(key) || isDict(key)) return key instanceof Tuple && key.length === 0;
    const { text } = scalarOf(key);
    return Buffer.byteLength(text) <= longestSimpleKey && !analyzeScalar(text).multiline;
  }

  #simpleKey(key: Value): void {
    if (isList(key)) this.#node(key, { inMapping: true });
    else this.#scalar(scalarOf(key), true);
  }

  #scalar(scalar: Scalar, isKey: boolean): void {
    const { text } = scalar;
    // What follows a text that is folded stands further in than what it belongs to.
    this.#deeper('flow', () => {
      const style = this.#styleOf(scalar, isKey);
      const fold = { indent: this.#indent, mayFold: !isKey };
      if (style === 'plain') this.#scalars.plain(text, { ...fold, inFlow: this.#flowLevel > 0 });
      else if (style === "'") this.#scalars.singleQuoted(text, fold);
      else this.#scalars.doubleQuoted(text, fold);
    });
  }

  #styleOf({ text, isText }: Scalar, isKey: boolean): 'plain' | "'" | '"' {
    const analysis = analyzeScalar(text);
    if (this.#style.quotes !== undefined)
      return this.#style.quotes === "'" && !analysis.singleQuoted ? '"' : this.#style.quotes;
    if (isKey && analysis.multiline) return '"';
    const inFlow = this.#flowLevel > 0;
    const allowed = inFlow ? analysis.flowPlain : analysis.blockPlain;
    const empty = text === '' && (inFlow || isKey);
    if (allowed && !empty && !(isText && readsAsOther(text))) return 'plain';
    return analysis.singleQuoted ? "'" : '"';
  }
}

function scalarOf(value: Value): Scalar {
  if (typeof value === 'string') return { text: value, isText: true };
  if (value === null) return { text: 'null', isText: false };
  if (typeof value === 'boolean') return { text: String(value), isText: false };
  if (isFloat(value)) return { text: floatText(numberOf(value)), isText: false };
  if (typeof value === 'number' || typeof value === 'bigint') return { text: String(value), isText: false };
  if (value instanceof DateTime) return { text: value.display(), isText: false };
  if (value instanceof Omit) return { text: String(value), isText: true };
  if (value instanceof Undefined) refuse(value);
  throw failure(`${aTypeName(value)} has no form in YAML`);
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
  const text = floatRepr(value);
  return text.includes('.') ? text : text.replace('e', '.0e');
}
