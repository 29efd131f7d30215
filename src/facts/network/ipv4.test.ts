import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, fromHex, netmask, networkOf, prefixOf } from './ipv4.ts';
import { compressIpv6 } from './kernel-addresses.ts';

describe('IPv4 networks', () => {
  it.each([
    [0, '0.0.0.0'],
    [1, '128.0.0.0'],
    [8, '255.0.0.0'],
    [22, '255.255.252.0'],
    [31, '255.255.255.254'],
    [32, '255.255.255.255'],
  ])('/%i is the mask %s, and back', (prefix, mask) => {
    expect([netmask(prefix), prefixOf(mask)]).toEqual([mask, prefix]);
  });

  it('have an address that all of theirs begin with', () => {
    expect(networkOf('192.168.51.77', 22)).toBe('192.168.48.0');
    const property = fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
      expect(contains(networkOf(address, prefix), prefix, address)).toBe(true);
    });
    fc.assert(property);
  });

  it('are read from the kernel’s digits', () => {
    expect([fromHex('0132A8C0'), fromHex('00FCFFFF')]).toEqual(['192.168.50.1', '255.255.252.0']);
  });
});

describe('compressIpv6', () => {
  it.each([
    ['20010db8000000000000000000000005', '2001:db8::5'],
    ['00000000000000000000000000000001', '::1'],
    ['00000000000000000000000000000000', '::'],
    ['fe800000000000005823aafffe504dd3', 'fe80::5823:aaff:fe50:4dd3'],
    ['20010db8000100020003000400050006', '2001:db8:1:2:3:4:5:6'],
    ['20010000000000010000000000000001', '2001:0:0:1::1'],
    ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
    ['00010000000000000001000000000000', '1::1:0:0:0'],
    ['20010db8000000000000000000000000', '2001:db8::'],
  ])('%s is %s', (digits, short) => {
    expect(compressIpv6(digits)).toBe(short);
  });
});

it.each([Number.NaN, -1, 33, 1e30, 1.5])('a prefix of %s, which no address can have, counts as none', (prefix) => {
  expect([netmask(prefix), networkOf('192.168.51.77', prefix)]).toEqual(['0.0.0.0', '0.0.0.0']);
});
