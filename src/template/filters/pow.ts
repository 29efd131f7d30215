import { float } from '../../std/float.ts';
import { required } from '../parameters.ts';
import { numberArgument } from '../python/coerce.ts';
import { filter } from './filter.ts';

/** `x | pow(y)`: a power, always as a float. */
export const powFilter = filter({ y: required }, (value, { y }) =>
  float(numberArgument(value, 'the value of `pow`') ** numberArgument(y, 'the power')),
);
