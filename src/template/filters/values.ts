import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { failure, refuse } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { typeName } from '../type-name.ts';
import { Float, Undefined, type Value } from '../value.ts';
import { type Filter, filter } from './filter.ts';

/** `x | default(value, boolean)`: a stand-in for what is not there, or with `boolean` for what counts as false. */
const defaultFilter = filter(
  { default_value: '', boolean: false },
  (value, args) =>
    value instanceof Undefined || (truthy(args.boolean) && !truthy(value)) ? args.default_value : value,
  { missing: 'taken' },
);

/** Filters for any value: stand-ins, truth and types. */
export const valueFilters = {
  d: defaultFilter,
  default: defaultFilter,

  /** `x | mandatory(msg)`: the value itself, which has to be there whatever the settings say. */
  mandatory: filter(
    { msg: null },
    (value, { msg }) => {
      if (!(value instanceof Undefined)) return value;
      throw failure(msg === null ? `the mandatory variable \`${value.name}\` is not defined` : display(msg));
    },
    { missing: 'taken' },
  ),

  /** `x | ternary(true_val, false_val, none_val)`: one of two values, or a third for nothing. */
  ternary: filter({ true_val: required, false_val: required, none_val: null }, (value, args) => {
    if (value === null && args.none_val !== null) return args.none_val;
    return truthy(value) ? args.true_val : args.false_val;
  }),

  /** `x | bool`: true for `yes`, `on`, `true` and `1` in any case, false for anything else; nothing stays nothing. */
  bool: filter({}, toBool),

  /** `x | type_debug`: the name of Python's type for it. */
  type_debug: filter({}, (value) => typeName(value), { missing: 'taken' }),
} satisfies Readonly<Record<string, Filter>>;

const trueWords = new Set(['yes', 'on', '1', 'true']);

/** What `| bool` makes of a value. */
function toBool(value: Value): boolean | null {
  if (value instanceof Undefined) return value.lenient ? false : refuse(value);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return trueWords.has(value.toLowerCase());
  return value === 1 || (value instanceof Float && value.value === 1);
}
