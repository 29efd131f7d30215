import { dumpJson } from '../json/dump.ts';
import { filter } from './filter.ts';

/** `x | tojson(indent)`: JSON that can stand in HTML: keys in order, `< > & '` as escapes. */
export const tojsonFilter = filter(
  { indent: null },
  (value, { indent }) => {
    const text = dumpJson(value, { sortKeys: true, indent: indent === null ? undefined : Number(indent) });
    return text.replace(/[<>&']/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  },
  { missing: 'error' },
);
