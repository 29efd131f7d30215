import { display, repr } from '../display.ts';
import { failure, refuse } from '../refuse.ts';
import { Undefined, type Value } from '../value.ts';
import { formatField } from './format-field.ts';

/** How a replacement field reaches into a value: `{0.name}`, `{0[key]}`. */
export interface FieldAccess {
  attribute(target: Value, name: string): Value;
  item(target: Value, index: Value): Value;
}

/**
 * Python's `text.format(...)` (https://docs.python.org/3/library/string.html#format-string-syntax), with nested fields in the format
 * of a field. Attributes that a template could not see are not seen here either: `access` is the template's own.
 */
export function formatString(
  template: string,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
  access: FieldAccess,
): string {
  return new Formatter(args, kwargs, access).format(template, 2);
}

class Formatter {
  readonly #args: readonly Value[];
  readonly #kwargs: ReadonlyMap<string, Value>;
  readonly #access: FieldAccess;
  #automatic = 0;
  /** Whether fields are numbered by hand; unknown before the first. */
  #byHand: boolean | undefined;

  constructor(args: readonly Value[], kwargs: ReadonlyMap<string, Value>, access: FieldAccess) {
    this.#args = args;
    this.#kwargs = kwargs;
    this.#access = access;
  }

  format(template: string, depth: number): string {
    if (depth === 0) throw failure('a format is nested too deeply');
    let text = '';
    let at = 0;
    while (at < template.length) {
      const brace = nextBrace(template, at);
      text += template.slice(at, brace);
      if (brace === template.length) break;
      if (template[brace + 1] === template[brace]) {
        text += template[brace];
        at = brace + 2;
        continue;
      }
      if (template[brace] === '}')
        throw failure('a single `}` stands in the format', 'write `}}` for the brace itself');
      const end = fieldEnd(template, brace);
      text += this.#field(template.slice(brace + 1, end), depth);
      at = end + 1;
    }
    return text;
  }

  #field(field: string, depth: number): string {
    const [, name = '', conversion, spec = ''] = /^((?:[^!:[]|\[[^\]]*\])*)(?:!(.))?(?::([\s\S]*))?$/.exec(field) ?? [];
    const value = this.#value(name);
    if (value instanceof Undefined && spec !== '') throw failure(`${value.reason}, and takes no format`);
    if (value instanceof Undefined) refuse(value);
    return formatField(convert(value, conversion), /[{}]/.test(spec) ? this.format(spec, depth - 1) : spec);
  }

  #value(field: string): Value {
    const [, first = '', rest = ''] = /^([^.[]*)([\s\S]*)$/.exec(field) ?? [];
    let value = this.#argument(first);
    for (const [, name, index] of rest.matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)) value = this.#reach(value, name, index);
    return value;
  }

  #reach(value: Value, name: string | undefined, index = ''): Value {
    const found = name === undefined ? this.#access.item(value, indexOf(index)) : this.#access.attribute(value, name);
    if (found instanceof Undefined) throw failure(found.reason);
    return found;
  }

  #argument(name: string): Value {
    if (name === '' || /^\d+$/.test(name)) {
      const byHand = name !== '';
      if (byHand !== (this.#byHand ?? byHand)) throw failure('fields are numbered by hand all of them, or none');
      this.#byHand = byHand;
      const position = name === '' ? this.#automatic++ : Number(name);
      const value = this.#args[position];
      if (value === undefined)
        throw failure(`the format wants a value number ${position}, and there are ${this.#args.length}`);
      return value;
    }
    const value = this.#kwargs.get(name);
    if (value === undefined) throw failure(`the format wants \`${name}\`, which was not given`);
    return value;
  }
}

function nextBrace(template: string, at: number): number {
  const found = template.slice(at).search(/[{}]/);
  return found === -1 ? template.length : at + found;
}

function fieldEnd(template: string, open: number): number {
  let depth = 0;
  for (let at = open; at < template.length; at++) {
    if (template[at] === '{') depth++;
    else if (template[at] === '}' && --depth === 0) return at;
  }
  throw failure('a `{` in the format is never closed', 'write `{{` for the brace itself');
}

function indexOf(written: string): Value {
  return /^\d+$/.test(written) ? Number(written) : written;
}

function convert(value: Value, conversion: string | undefined): Value {
  if (conversion === undefined) return value;
  if (conversion === 's') return display(value);
  if (conversion === 'r' || conversion === 'a') return repr(value);
  throw failure(`\`!${conversion}\` is not a conversion of a format`);
}
