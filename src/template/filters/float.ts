import { float } from '../../std/float.ts';
import { isNumber, numberOf } from '../python/number.ts';
import { parseFloatText } from '../python/parse-number.ts';
import { defined } from '../refuse.ts';
import { filter } from './filter.ts';

/** `x | float(default)`: the number as a float; what is no number is the default. */
export const floatFilter = filter({ default: float(0) }, (given, args) => {
  const value = defined(given);
  if (isNumber(value)) return float(numberOf(value));
  const read = typeof value === 'string' ? parseFloatText(value) : undefined;
  return read === undefined ? args.default : float(read);
});
