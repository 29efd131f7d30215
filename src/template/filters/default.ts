import { truthy } from '../truthy.ts';
import { Undefined } from '../value.ts';
import { filter } from './filter.ts';

/** `x | default(value, boolean)`: a stand-in for what is not there, or with `boolean` for what counts as false. */
export const defaultFilter = filter(
  { default_value: '', boolean: false },
  (value, args) =>
    value instanceof Undefined || (truthy(args.boolean) && !truthy(value)) ? args.default_value : value,
  { missing: 'taken' },
);
