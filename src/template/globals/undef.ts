import { display } from '../display.ts';
import { type Callable, Undefined } from '../value.ts';

/** The global `undef(hint)`: a value that is an error to use, for a default that the user must set. */
export const undef: Callable = ([given], kwargs) => {
  const hint = given ?? kwargs.get('hint') ?? null;
  return hint === null
    ? new Undefined('undef', 'a variable that must be set is not')
    : new Undefined('undef', display(hint));
};
