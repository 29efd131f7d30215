import { display } from '../display.ts';
import { Tuple } from '../value.ts';
import { filter } from './filter.ts';

/** `path | splitext`: the path without its extension, and the extension with its dot. */
export const splitextFilter = filter({}, (value) => {
  const path = display(value);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const leading = name.length - name.replace(/^\.+/, '').length;
  const dot = name.lastIndexOf('.');
  if (dot < leading || dot === -1) return Tuple.of(path, '');
  const at = path.length - name.length + dot;
  return Tuple.of(path.slice(0, at), path.slice(at));
});
