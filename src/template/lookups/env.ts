import { display } from '../display.ts';
import { lookup } from './lookup.ts';

/** `lookup('env', names…, default='')`: variables of the controller's environment. */
export const envLookup = lookup({ default: '' }, (terms, options, { context }) =>
  terms.map((term) => context.world.env[display(term)] ?? options.default),
);
