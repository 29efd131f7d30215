import { display } from '../display.ts';
import { filter } from './filter.ts';

/** `text | quote`: one word for a POSIX shell, as Python's `shlex.quote` writes it. */
export const quoteFilter = filter({}, (value) => {
  const text = value === null ? '' : display(value);
  if (text === '') return "''";
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
});
