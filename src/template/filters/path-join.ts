import { display } from '../display.ts';
import { isList } from '../value.ts';
import { filter } from './filter.ts';

/** `parts | path_join`: one path; an absolute part starts over. */
export const pathJoinFilter = filter({}, (value) => {
  const parts = isList(value) ? value.map(display) : [display(value)];
  return parts.reduce(joinTwo);
});

function joinTwo(left: string, right: string): string {
  if (right.startsWith('/')) return right;
  return left === '' || left.endsWith('/') ? left + right : `${left}/${right}`;
}

