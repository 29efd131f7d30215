import { display } from '../display.ts';
import { dictArgument } from '../python/coerce.ts';
import { truthy } from '../truthy.ts';
import { Undefined } from '../value.ts';
import { escapeHtml } from './escape.ts';
import { filter } from './filter.ts';

/** `d | xmlattr(autospace)`: the attributes of an element; those without a value are left out. */
export const xmlattrFilter = filter({ autospace: true }, (value, { autospace }) => {
  const present = [...dictArgument(value, 'the value of `xmlattr`')].filter(
    ([, item]) => item !== null && !(item instanceof Undefined),
  );
  const text = present.map(([name, item]) => `${escapeHtml(display(name))}="${escapeHtml(display(item))}"`).join(' ');
  return truthy(autospace) && text !== '' ? ` ${text}` : text;
});
