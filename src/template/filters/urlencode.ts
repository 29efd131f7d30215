import { wellFormed } from '../../std/well-formed.ts';
import { display } from '../display.ts';
import { pairsOf } from '../python/dict-methods.ts';
import { isIterable } from '../python/iterate.ts';
import { filter } from './filter.ts';

/** `x | urlencode`: a text as part of a URL, a dict or list of pairs as its query. */
export const urlencodeFilter = filter({}, (value) => {
  if (typeof value === 'string' || !isIterable(value)) return quoteUrl(display(value)).replaceAll('%2F', '/');
  const parts = [...pairsOf(value)].map(([name, item]) => `${quoteQuery(display(name))}=${quoteQuery(display(item))}`);
  return parts.join('&');
});

/** A text with everything but letters, digits and `_.-~` as escapes of its UTF-8. */
export function quoteUrl(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function quoteQuery(text: string): string {
  return quoteUrl(text).replaceAll('%20', '+');
}
