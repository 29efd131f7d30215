import { display } from '../display.ts';
import { formatMac, parseMac } from '../ip/mac.ts';
import { fromBigInt } from '../python/number.ts';
import { failure } from '../refuse.ts';
import type { Value } from '../value.ts';
import { type Filter, filter } from './filter.ts';

const styles: Readonly<Record<string, (mac: bigint, written: string) => Value>> = {
  '': (_mac, written) => written,
  bare: (mac) => formatMac(mac, 12, '').toUpperCase(),
  bool: () => true,
  int: (mac) => fromBigInt(mac),
  cisco: (mac) => formatMac(mac, 4, '.'),
  eui48: (mac) => formatMac(mac, 2, '-').toUpperCase(),
  win: (mac) => formatMac(mac, 2, '-').toUpperCase(),
  linux: (mac) => formatMac(mac, 2, ':'),
  unix: (mac) => shortened(formatMac(mac, 2, ':')),
  pgsql: (mac) => formatMac(mac, 6, ':'),
  postgresql: (mac) => formatMac(mac, 6, ':'),
  psql: (mac) => formatMac(mac, 6, ':'),
};

function shortened(mac: string): string {
  return mac.replace(/(^|:)0/g, '$1');
}

function hardwareAddress(otherwise: Value): Filter {
  return filter({ query: '' }, (value, { query }) => {
    const word = display(query);
    const show = Object.hasOwn(styles, word) ? styles[word] : undefined;
    if (show === undefined)
      throw failure(
        `\`${word}\` is not a style of a hardware address`,
        `use one of \`${Object.keys(styles).slice(1).join('`, `')}\``,
      );
    const written = display(value);
    const mac = parseMac(written);
    return mac === undefined ? otherwise : show(mac, written);
  });
}

/** `mac | hwaddr(style)`: a hardware address in a style, nothing for what is none. */
export const hwaddrFilter = hardwareAddress(null);

/** `mac | macaddr(style)`: the same, and `false` for what is none. */
export const macaddrFilter = hardwareAddress(false);
