import { display } from '../display.ts';
import { globFiles } from '../glob-files.ts';
import { filter } from './filter.ts';

/** `pattern | fileglob`: the files of the controller that a shell pattern matches. */
export const fileglobFilter = filter({}, (value) => globFiles(display(value)));
