import { parseJson } from './json/parse.ts';
import { parseLiteral } from './python/literal.ts';
import { TemplateError } from './template-error.ts';
import type { Value } from './value.ts';

/** The longest text that is tried as a Python literal; a longer one is data of a program, and programs write JSON. */
const longestLiteral = 1_000_000;

/**
 * What a text shows that is a list, a mapping or a boolean in JSON or as Python prints it; `undefined` for any other text. It is read and
 * never evaluated, so that it may be what a host has said.
 */
export function readStructure(text: string): Value | undefined {
  const written = text.trim();
  if (written === 'True' || written === 'False') return written === 'True';
  if (!/^(?:\{[\s\S]*\}|\[[\s\S]*\])$/.test(written)) return undefined;
  return json(written) ?? (written.length > longestLiteral ? undefined : literal(written));
}

function json(text: string): Value | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

/** A text that is nested so deeply that reading it overflows the stack stays a text. */
function literal(text: string): Value | undefined {
  try {
    return parseLiteral(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
