import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IpNetwork } from './network.ts';
import { formatIp, parseIp } from './text.ts';

const addresses = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.constantFrom('::', '::1', '::ffff:1.2.3.4', 'fe80::1', '2001:db8:0:0:1::1'),
);

describe('addresses', () => {
  it('are read exactly where Node reads them', () => {
    fc.assert(
      fc.property(fc.oneof(addresses, fc.string({ maxLength: 20 })), (text) => {
        expect(parseIp(text)?.version ?? 0).toBe(text.includes('%') ? 0 : isIP(text));
      }),
    );
  });

  it('read back from what they are written as', () => {
    fc.assert(
      fc.property(addresses, (text) => {
        const { version, address } = parseIp(text)!;
        const written = formatIp(address, version);
        expect([parseIp(written), isIP(written)]).toEqual([{ version, address }, version]);
      }),
    );
  });

  it('of version 6 are written by RFC 5952', () => {
    const written = ['2001:DB8:0:0:1:0:0:1', '2001:db8:0:1:1:1:1:1', '0:0:0:0:0:0:0:0', '::ffff:102:304'].map((text) =>
      formatIp(parseIp(text)!.address, 6),
    );
    expect(written).toEqual(['2001:db8::1:0:0:1', '2001:db8:0:1:1:1:1:1', '::', '::ffff:1.2.3.4']);
  });
});

describe('networks', () => {
  it('contain every address between their ends', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (text, prefix) => {
        const network = IpNetwork.parse(`${text}/${prefix}`)!;
        const ends = [network.network, network.broadcast].map((address) => new IpNetwork(4, address));
        expect([network.contains(network), ...ends.map((end) => network.contains(end))]).toEqual([true, true, true]);
        expect(network.broadcast - network.network + 1n).toBe(network.size);
      }),
    );
  });

  it.each(['1.2.3.4/33', '1.2.3.4/', '1.2.3/24', 'x', '', '1.2.3.4/24/8', '1.2.3.4/255.0.255.0', '::1/129'])(
    'are not read from %s',
    (text) => {
      expect(IpNetwork.parse(text)).toBeUndefined();
    },
  );
});
