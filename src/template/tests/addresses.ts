import { display } from '../display.ts';
import { iterate } from '../python/iterate.ts';
import type { Value } from '../value.ts';
import { test } from './test.ts';

/** The scheme and what follows it; `undefined` for what is not a URI. */
function schemeOf(value: Value): { scheme: string; rest: string } | undefined {
  const [, scheme = '', rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?([\s\S]*)$/.exec(display(value)) ?? [];
  return { scheme: scheme.toLowerCase(), rest };
}

function allowed(scheme: string, schemes: Value): boolean {
  return schemes === null || [...iterate(schemes)].map(display).includes(scheme);
}

/** `x is uri(schemes)`. */
export const uriTest = test({ schemes: null }, (value, { schemes }) => {
  const parts = schemeOf(value);
  return parts !== undefined && allowed(parts.scheme, schemes);
});

/** `x is url(schemes)`: a URI with a host. */
export const urlTest = test({ schemes: null }, (value, { schemes }) => {
  const parts = schemeOf(value);
  return parts !== undefined && parts.scheme !== '' && /^\/\/[^/?#]/.test(parts.rest) && allowed(parts.scheme, schemes);
});

/** `x is urn`. */
export const urnTest = test(
  {},
  (value) => schemeOf(value)?.scheme === 'urn' && /^[^:]+:./.test(schemeOf(value)?.rest ?? ''),
);
