import { repr } from '../display.ts';
import { equal } from '../equal.ts';
import { required } from '../parameters.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { noteKeeper } from '../unsafe.ts';
import { Tuple, type Value } from '../value.ts';
import { integerArgument } from './coerce.ts';
import { iterate } from './iterate.ts';
import { type Method, type Methods, method } from './method.ts';
import { sorted } from './sorted.ts';

type ListMethod = Method<Value[]>;

/** What a method that changes its list gives, whatever the change itself gave. */
function quietly(_changed: unknown): null {
  return null;
}

function indexOf(self: readonly Value[], value: Value, start = 0): number {
  const index = self.findIndex((item, at) => at >= start && equal(item, value));
  if (index === -1) throw failure(`${repr(value)} is not in the list`);
  return index;
}

function pop(self: Value[], index: Value): Value {
  const written = integerArgument(index, 'the index');
  const at = written < 0 ? written + self.length : written;
  if (at < 0 || at >= self.length)
    throw failure(self.length === 0 ? '`pop` of an empty list' : `the list has no item ${written}`);
  return self.splice(at, 1)[0]!;
}

function insert(self: Value[], index: Value, value: Value): null {
  noteKeeper(self);
  const written = integerArgument(index, 'the index');
  self.splice(written < 0 ? Math.max(0, written + self.length) : written, 0, value);
  return null;
}

function sort(self: Value[], reverse: Value): null {
  const items = sorted(self, { reverse: truthy(reverse) });
  self.splice(0, self.length, ...items);
  return null;
}

function extend(self: Value[], more: Iterable<Value>): null {
  noteKeeper(self);
  for (const item of [...more]) self.push(item);
  return null;
}

/** Python's methods that a tuple has too. */
const reading: readonly (readonly [string, ListMethod])[] = [
  [
    'count',
    method({ value: required }, (self: Value[], { value }) => self.filter((item) => equal(item, value)).length),
  ],
  [
    'index',
    method({ value: required, start: 0 }, (self: Value[], args) =>
      indexOf(self, args.value, integerArgument(args.start, '`start`')),
    ),
  ],
];

/** Python's methods of `tuple`. */
export const tupleMethods: Methods<Value[]> = new Map(reading);

/** Python's methods of `list` (https://docs.python.org/3/tutorial/datastructures.html#more-on-lists). */
export const listMethods: Methods<Value[]> = new Map<string, ListMethod>([
  ...reading,
  ['append', method({ object: required }, (self: Value[], { object }) => extend(self, [object]))],
  ['clear', method({}, (self: Value[]) => quietly(self.splice(0)))],
  ['copy', method({}, (self: Value[]) => [...self])],
  ['extend', method({ iterable: required }, (self: Value[], { iterable }) => extend(self, iterate(iterable)))],
  [
    'insert',
    method({ index: required, object: required }, (self: Value[], args) => insert(self, args.index, args.object)),
  ],
  ['pop', method({ index: -1 }, (self: Value[], { index }) => pop(self, index))],
  ['remove', method({ value: required }, (self: Value[], { value }) => quietly(self.splice(indexOf(self, value), 1)))],
  ['reverse', method({}, (self: Value[]) => quietly(self.reverse()))],
  ['sort', method({ key: null, reverse: false }, (self: Value[], { reverse }) => sort(self, reverse))],
]);

/** The methods of a list, or of a tuple when it is one. */
export function methodsOfList(self: readonly Value[]): Methods<Value[]> {
  return self instanceof Tuple ? tupleMethods : listMethods;
}
