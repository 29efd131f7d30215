import { display } from '../display.ts';
import { readFile } from './controller-file.ts';
import { lookup } from './lookup.ts';

/** `lookup('unvault', names…)`: the text of vaulted files, as it is. */
export const unvaultLookup = lookup({}, (terms, _options, { context }) =>
  terms.map((term) => readFile(context, 'files', display(term))),
);
