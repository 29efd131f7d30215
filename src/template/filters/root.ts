import { float } from '../../std/float.ts';
import { numberArgument } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { filter } from './filter.ts';

/** `x | root(base)`: its square root, or the root of another degree. */
export const rootFilter = filter({ base: 2 }, (value, args) => {
  const number = numberArgument(value, 'the value of `root`');
  const degree = numberArgument(args.base, '`base`');
  if (degree === 0) throw failure('there is no root of degree 0');
  const root = degree === 2 ? Math.sqrt(number) : number ** (1 / degree);
  if (Number.isNaN(root)) throw failure(`there is no root of ${number}`);
  return float(root);
});
