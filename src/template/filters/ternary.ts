import { required } from '../parameters.ts';
import { truthy } from '../truthy.ts';
import { filter } from './filter.ts';

/** `x | ternary(true_val, false_val, none_val)`: one of two values, or a third for nothing. */
export const ternaryFilter = filter({ true_val: required, false_val: required, none_val: null }, (value, args) => {
  if (value === null && args.none_val !== null) return args.none_val;
  return truthy(value) ? args.true_val : args.false_val;
});
