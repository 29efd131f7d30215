import { onlyText } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { isList } from '../value.ts';
import { filter } from './filter.ts';

/** `parts | path_join`: one path; an absolute part starts over. */
export const pathJoinFilter = filter({}, (value) => {
  const parts = isList(value) ? value.map((part) => onlyText(part, 'path_join')) : [onlyText(value, 'path_join')];
  if (parts.length === 0) throw failure('`path_join` wants at least one part');
  return parts.reduce(joinTwo);
});

function joinTwo(left: string, right: string): string {
  if (right.startsWith('/')) return right;
  return left === '' || left.endsWith('/') ? left + right : `${left}/${right}`;
}
