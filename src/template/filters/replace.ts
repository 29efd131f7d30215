import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { call } from './call-method.ts';
import { filter } from './filter.ts';

/** `text | replace(old, new, count)`: with one text in place of another. */
export const replaceFilter = filter({ old: required, new: required, count: null }, (value, args) =>
  call(display(value), 'replace', [display(args.old), display(args.new), args.count ?? -1]),
);
