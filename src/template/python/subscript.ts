import { didYouMean } from '../../source/suggest.ts';
import { dictGet } from '../dict-get.ts';
import { display, repr } from '../display.ts';
import { refuse } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Instance, isDict, isLazyDict, isList, NamedTuple, Undefined, type Value } from '../value.ts';
import { dictMethods, lazyDictMethods } from './dict-methods.ts';
import { characters } from './iterate.ts';
import { methodsOfList } from './list-methods.ts';
import { isIntegral, isNumber } from './number.ts';
import { numberAttribute } from './number-methods.ts';
import { strMethods } from './str-methods.ts';

/** What `'{0.name}'.format(x)` reaches: as in Python, only what is an attribute. */
const textMethods = strMethods({
  attribute: (target, name) => ownAttribute(target, name) ?? missing(target, name),
  item: (target, index) => item(target, index),
});

/** `target.name`: a method or attribute of its type, else the item of that name. What is not there is an {@link Undefined}. */
export function attribute(target: Value, name: string): Value {
  if (target instanceof Undefined) return ofUndefined(target);
  const own = ownAttribute(target, name);
  if (own !== undefined) return own;
  const found = ownItem(target, name);
  return found === undefined ? missing(target, name) : found;
}

/** `target[index]`: the item, else a method or attribute of that name. What is not there is an {@link Undefined}. */
export function item(target: Value, index: Value): Value {
  if (target instanceof Undefined) return ofUndefined(target);
  if (index instanceof Undefined) refuse(index);
  const found = ownItem(target, index);
  if (found !== undefined) return found;
  const named = typeof index === 'string' ? ownAttribute(target, index) : undefined;
  return named === undefined ? missing(target, index) : named;
}

/** An attribute of nothing is the same nothing, so that `default` sees through a chain of them. */
function ofUndefined(target: Undefined): Undefined {
  return target.lenient ? refuse(target) : target;
}

function ownAttribute(target: Value, name: string): Value | undefined {
  if (typeof target === 'string') return textMethods.get(name)?.(target, name);
  if (isDict(target)) return dictMethods.get(name)?.(target, name);
  if (target instanceof NamedTuple && target.hasName(name)) return target.attribute(name);
  if (isList(target)) return methodsOfList(target).get(name)?.(target, name);
  if (target instanceof Instance) return target.attribute(name);
  if (isNumber(target)) return numberAttribute(target, name);
  return isLazyDict(target) ? lazyDictMethods.get(name)?.(target, name) : undefined;
}

function ownItem(target: Value, index: Value): Value | undefined {
  if (isDict(target)) return dictGet(target, index);
  if (isList(target)) return isIntegral(index) ? target.at(Number(index)) : undefined;
  if (typeof target === 'string') return isIntegral(index) ? characterAt(target, Number(index)) : undefined;
  if (isLazyDict(target)) return typeof index === 'string' ? target.get(index) : undefined;
  return target instanceof Instance ? target.item(index) : undefined;
}

function characterAt(text: string, index: number): string | undefined {
  return characters(text).at(index);
}

function missing(target: Value, index: Value): Undefined {
  const name = typeof index === 'string' ? index : display(index);
  const what = typeof index === 'string' ? `attribute \`${name}\`` : `item ${repr(index)}`;
  return new Undefined(name, `${aTypeName(target)} has no ${what}`, { help: () => similarKey(target, name) });
}

function similarKey(target: Value, name: string): { help?: string } {
  if (isDict(target))
    return didYouMean(
      name,
      [...target.keys()].filter((key) => typeof key === 'string'),
    );
  return isLazyDict(target) ? didYouMean(name, target.keys()) : {};
}
