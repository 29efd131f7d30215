import { display } from '../display.ts';
import { splitLines } from '../python/text-split.ts';
import { lookup } from './lookup.ts';
import { shellOutput } from './shell.ts';

/** `lookup('lines', commands…)`: the lines that commands print on the controller. */
export const linesLookup = lookup({}, (terms, _options, { context }) =>
  terms.flatMap((term) => splitLines(shellOutput(display(term), context))),
);
