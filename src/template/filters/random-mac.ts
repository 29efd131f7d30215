import { display } from '../display.ts';
import { failure } from '../refuse.ts';
import { filter } from './filter.ts';
import { randomSource } from './random-source.ts';

/** The numbers of ten hexadecimal digits, of which as many are used as the prefix leaves open. */
const least = 0x1000000000;
const most = 0xffffffffff;

/** `prefix | community.general.random_mac(seed)`: a hardware address that begins with the prefix, such as `52:54:00`. */
export const randomMacFilter = filter({ seed: null }, (value, { seed }, evaluation) => {
  const prefix = display(value).toLowerCase();
  const parts = prefix.replace(/:$/, '').split(':');
  if (parts.length > 5 || !parts.every((part) => /^[\da-f]{2}$/.test(part)))
    throw failure(
      `\`${prefix}\` is not the beginning of a hardware address`,
      'write one to five pairs of digits, as in `52:54:00`',
    );
  const digits = (least + randomSource(seed, evaluation)(most - least + 1)).toString(16);
  const rest = digits.slice(0, 2 * (6 - parts.length)).match(/../g) ?? [];
  return [...parts, ...rest].join(':');
});
