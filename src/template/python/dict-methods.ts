import { dictDelete, dictGet, dictGetOr, dictSet } from '../dict-get.ts';
import { repr } from '../display.ts';
import { required } from '../parameters.ts';
import { failure } from '../refuse.ts';
import { noteKeeper } from '../unsafe.ts';
import { type Dict, isDict, isLazyDict, type LazyDict, Tuple, type Value } from '../value.ts';
import { DictView } from './dict-view.ts';
import { iterate, listOf } from './iterate.ts';
import { type Method, type Methods, method, variadic } from './method.ts';

type DictMethod = Method<Dict>;

/** The pairs that `dict(x)` and `update(x)` take: another dict's, or an iterable of two-item lists. */
export function* pairsOf(value: Value): Generator<[Value, Value]> {
  if (isDict(value)) return yield* value;
  if (isLazyDict(value)) {
    for (const key of value.keys()) yield [key, value.get(key) ?? null];
    return;
  }
  for (const pair of iterate(value)) {
    const [key, item, ...rest] = listOf(pair);
    if (key === undefined || item === undefined || rest.length > 0)
      throw failure('a dict is made of pairs, and an item is not one');
    yield [key, item];
  }
}

function update(self: Dict, args: readonly Value[], kwargs: ReadonlyMap<string, Value>): null {
  noteKeeper(self);
  for (const argument of args) for (const [key, value] of pairsOf(argument)) dictSet(self, key, value);
  for (const [key, value] of kwargs) self.set(key, value);
  return null;
}

function pop(self: Dict, args: readonly Value[]): Value {
  const [key, fallback] = args;
  if (key === undefined) throw failure('`pop` of a dict needs a key');
  const found = dictGet(self, key);
  const value = found === undefined ? fallback : found;
  if (value === undefined) throw failure(`the dict has no key ${repr(key)}`);
  dictDelete(self, key);
  return value;
}

function popItem(self: Dict): Value {
  const last = [...self].at(-1);
  if (last === undefined) throw failure('`popitem` of an empty dict');
  self.delete(last[0]);
  return Tuple.of(...last);
}

function setDefault(self: Dict, key: Value, fallback: Value): Value {
  const value = dictGet(self, key);
  if (value === undefined) {
    noteKeeper(self);
    dictSet(self, key, fallback);
  }
  return value === undefined ? fallback : value;
}

function fromKeys(keys: Value, value: Value): Dict {
  const dict: Dict = new Map();
  for (const key of iterate(keys)) dictSet(dict, key, value);
  return dict;
}

/** Python's methods of `dict` (https://docs.python.org/3/library/stdtypes.html#dict). */
export const dictMethods: Methods<Dict> = new Map<string, DictMethod>([
  [
    'clear',
    method({}, (self: Dict) => {
      self.clear();
      return null;
    }),
  ],
  ['copy', method({}, (self: Dict) => new Map(self))],
  [
    'fromkeys',
    method({ iterable: required, value: null }, (_self: Dict, { iterable, value }) => fromKeys(iterable, value)),
  ],
  ['get', method({ key: required, default: null }, (self: Dict, args) => dictGetOr(self, args.key, args.default))],
  ['items', method({}, (self: Dict) => new DictView(self, 'items'))],
  ['keys', method({}, (self: Dict) => new DictView(self, 'keys'))],
  ['pop', variadic((self: Dict, args) => pop(self, args))],
  ['popitem', method({}, popItem)],
  [
    'setdefault',
    method({ key: required, default: null }, (self: Dict, args) => setDefault(self, args.key, args.default)),
  ],
  ['update', variadic(update)],
  ['values', method({}, (self: Dict) => new DictView(self, 'values'))],
]);

/** The methods that a mapping which is worked out when asked for has too: those that only read. */
export const lazyDictMethods: Methods<LazyDict> = new Map<string, Method<LazyDict>>([
  [
    'get',
    method({ key: required, default: null }, (self: LazyDict, args) => {
      const value = typeof args.key === 'string' ? self.get(args.key) : undefined;
      return value === undefined ? args.default : value;
    }),
  ],
  ['items', method({}, (self: LazyDict) => new DictView(self, 'items'))],
  ['keys', method({}, (self: LazyDict) => new DictView(self, 'keys'))],
  ['values', method({}, (self: LazyDict) => new DictView(self, 'values'))],
]);
