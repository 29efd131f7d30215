import { display } from '../display.ts';
import { filter } from './filter.ts';

/** `path | basename`: what follows the last slash. */
export const basenameFilter = filter({}, (value) => {
  const path = display(value);
  return path.slice(path.lastIndexOf('/') + 1);
});
