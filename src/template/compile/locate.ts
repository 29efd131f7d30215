import { type Place, TemplateError } from '../template-error.ts';

/** An error as it leaves the node at `place`: with the place, unless something inside has said its own. */
export function locate(error: unknown, place: Place): unknown {
  if (error instanceof TemplateError) return error.at(place);
  if (!(error instanceof Error)) return error;
  // A regular expression that finds no stack left to compile on throws a SyntaxError that ends in the same words.
  if (error.message.endsWith('Maximum call stack size exceeded'))
    return new TemplateError('error', 'this calls itself too deeply', { place });
  // What `repeat`, `padStart` and arrays say of a length that cannot be: `'a'.ljust(10 ** 12)`.
  const tooLong =
    error instanceof RangeError && /Invalid (?:string length|count value|array length)/.test(error.message);
  return tooLong ? new TemplateError('error', 'this would make a text or list that is too long', { place }) : error;
}

/** `evaluate`, with the place of its node on the errors that it throws. */
export function located<S, T>({ start, end }: Place, evaluate: (state: S) => T): (state: S) => T {
  const place = { start, end };
  return (state) => {
    try {
      return evaluate(state);
    } catch (error) {
      throw locate(error, place);
    }
  };
}
