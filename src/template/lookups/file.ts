import { display } from '../display.ts';
import { truthy } from '../truthy.ts';
import { readFile } from './controller-file.ts';
import { lookup } from './lookup.ts';

/** `lookup('file', names…, rstrip=True, lstrip=False)`: the text of files of the controller. */
export const fileLookup = lookup({ lstrip: false, rstrip: true }, (terms, { lstrip, rstrip }, { context }) =>
  terms.map((term) => {
    const text = readFile(context, 'files', display(term));
    const left = truthy(lstrip) ? text.trimStart() : text;
    return truthy(rstrip) ? left.trimEnd() : left;
  }),
);
