import { display } from '../display.ts';
import { failure } from '../refuse.ts';
import { Undefined } from '../value.ts';
import { filter } from './filter.ts';

/** `x | mandatory(msg)`: the value itself, which has to be there whatever the settings say. */
export const mandatoryFilter = filter(
  { msg: null },
  (value, { msg }) => {
    if (!(value instanceof Undefined)) return value;
    throw failure(msg === null ? `the mandatory variable \`${value.name}\` is not defined` : display(msg));
  },
  { missing: 'taken' },
);
