import { Document, Scalar, visit } from 'yaml';
import { Float } from '../std/float.ts';
import { escaped, isHostile } from './visible.ts';

/**
 * Plain data as a YAML text that Ansible reads back as the same: texts that YAML 1.1 takes for something else are in quotes, and so are those
 * with characters that a terminal would act on.
 */
export function writeYaml(value: unknown): string {
  const document = new Document(value, keepFloat, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, { Scalar: (_key, scalar) => quoteHostile(scalar) });
  return escaped(document.toString({ lineWidth: 0 }));
}

function quoteHostile(scalar: Scalar): void {
  const { value } = scalar;
  if (typeof value === 'string' && isHostile(value.replaceAll('\n', ''))) scalar.type = Scalar.QUOTE_DOUBLE;
}

/** `1.0` would be written as the integer `1`. */
function keepFloat(_key: unknown, value: unknown): unknown {
  return value instanceof Float ? Object.assign(new Scalar(value.value), { minFractionDigits: 1 }) : value;
}
