import { float } from '../../std/float.ts';
import { numberArgument } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { filter } from './filter.ts';

/** `x | log(base)`: its logarithm, natural unless a base is given. */
export const logFilter = filter({ base: Math.E }, (value, args) => {
  const number = numberArgument(value, 'the value of `log`');
  const base = numberArgument(args.base, '`base`');
  if (number <= 0 || base <= 0 || base === 1) throw failure(`there is no logarithm of ${number} to the base ${base}`);
  if (base === 10) return float(Math.log10(number));
  return float(base === 2 ? Math.log2(number) : base === Math.E ? Math.log(number) : Math.log(number) / Math.log(base));
});
