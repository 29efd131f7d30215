import type { Callable, Value } from '../value.ts';

/** The global `joiner(separator)`: a function that gives nothing the first time and the separator from then on. */
export const joiner: Callable = ([given], kwargs): Callable => {
  const separator: Value = given ?? kwargs.get('sep') ?? ', ';
  let used = false;
  return () => {
    const text = used ? separator : '';
    used = true;
    return text;
  };
};
