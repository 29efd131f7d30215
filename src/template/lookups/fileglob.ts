import { isAbsolute, join } from 'node:path';
import { display } from '../display.ts';
import { globFiles } from '../glob-files.ts';
import { lookup } from './lookup.ts';

/** `lookup('fileglob', patterns…)`: the files that shell patterns match, in the first place of the search path that has the folder. */
export const fileglobLookup = lookup({}, (terms, _options, { context }) =>
  terms.flatMap((term) => {
    const pattern = display(term);
    if (isAbsolute(pattern)) return globFiles(pattern);
    const found = context.world.searchPath('files').map((directory) => globFiles(join(directory, pattern)));
    return found.find((files) => files.length > 0) ?? [];
  }),
);
