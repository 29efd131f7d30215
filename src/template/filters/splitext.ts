import { onlyText } from '../python/coerce.ts';
import { Tuple, type Value } from '../value.ts';
import { filter } from './filter.ts';

/** `path | splitext`: the path without its extension, and the extension with its dot. */
export const splitextFilter = filter({}, (value) => splitExtension(onlyText(value, 'splitext')), {
  missing: 'error',
});

function splitExtension(path: string): Value {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const leading = name.length - name.replace(/^\.+/, '').length;
  const dot = name.lastIndexOf('.');
  if (dot < leading || dot === -1) return Tuple.of(path, '');
  const at = path.length - name.length + dot;
  return Tuple.of(path.slice(0, at), path.slice(at));
}
