import { TemplateError } from './template-error.ts';
import { Undefined } from './value.ts';

/** The error for using a value that is not there. */
export function undefinedError(value: Undefined): TemplateError {
  const { cause } = value;
  // The first error knows the text that holds the missing name, so it is the one that is shown.
  if (cause instanceof TemplateError) return cause;
  const error = new TemplateError('undefined', value.reason, value.help());
  return value.place === undefined ? error : error.at(value.place);
}

/** Throws for using a value that is not there. */
export function refuse(value: Undefined): never {
  throw undefinedError(value);
}

/** The value itself, unless it is one that is not there. */
export function defined<T>(value: T | Undefined): T {
  if (value instanceof Undefined) refuse(value);
  return value;
}

/** An error that Python would raise as a TypeError, a ValueError and the like. */
export function failure(message: string, help?: string): TemplateError {
  return new TemplateError('error', message, help === undefined ? {} : { help });
}
