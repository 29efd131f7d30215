import { display } from '../display.ts';
import { lookup } from './lookup.ts';
import { shellOutput } from './shell.ts';

/** `lookup('pipe', commands…)`: what commands print on the controller. */
export const pipeLookup = lookup({}, (terms, _options, { context }) =>
  terms.map((term) => shellOutput(display(term), context).trimEnd()),
);
