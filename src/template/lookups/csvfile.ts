import { display } from '../display.ts';
import { failure } from '../refuse.ts';
import type { Value } from '../value.ts';
import { readFile } from './controller-file.ts';
import { parseCsv } from './csv-file.ts';
import { lookup } from './lookup.ts';
import { splitTerm } from './term-options.ts';

const parameters = { col: 1, keycol: 0, default: null, delimiter: 'TAB', file: 'ansible.csv', encoding: 'utf-8' };

/** `lookup('csvfile', keys…, file, delimiter, col, default)`: one column of the row whose first one is the key. */
export const csvfileLookup = lookup(parameters, (terms, options, { context }) =>
  terms.flatMap((term) => {
    const { rest: key, options: inline } = splitTerm(display(term));
    if (key === '') throw failure('the lookup `csvfile` wants a key');
    const setting = (name: keyof typeof parameters): Value => inline.get(name) ?? options[name];
    const delimiter = display(setting('delimiter'));
    const rows = parseCsv(readFile(context, 'files', display(setting('file'))), delimiter === 'TAB' ? '\t' : delimiter);
    const row = rows.find((candidate) => candidate[Number(setting('keycol'))] === key);
    const value = row === undefined ? setting('default') : (row[Number(setting('col'))] ?? setting('default'));
    return value === null ? [] : [value];
  }),
);
