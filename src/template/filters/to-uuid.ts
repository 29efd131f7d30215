import { createHash } from 'node:crypto';
import { display } from '../display.ts';
import { failure } from '../refuse.ts';
import { filter } from './filter.ts';

/** Ansible's own name space for these. */
const ansible = '361E6D51-FAEC-444A-9079-341386DA8E2E';

/** `text | to_uuid(namespace)`: the version 5 UUID of a text (RFC 4122, section 4.3). */
export const toUuidFilter = filter({ namespace: ansible }, (value, { namespace }) => {
  const space = display(namespace).replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/i.test(space)) throw failure(`\`${display(namespace)}\` is not a UUID`);
  const hash = createHash('sha1').update(Buffer.from(space, 'hex')).update(display(value)).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
});
