import { expect, test } from 'vitest';
import { isAddress, splitPort } from './address.ts';

test.each([
  ['web', { name: 'web' }],
  ['web:2222', { name: 'web', port: 2222 }],
  ['web[1:3]:2222', { name: 'web[1:3]', port: 2222 }],
  ['10.0.0.1:22', { name: '10.0.0.1', port: 22 }],
  ['2001:db8::1', { name: '2001:db8::1' }],
  ['[2001:db8::1]:22', { name: '2001:db8::1', port: 22 }],
  ['[2001:db8::[1:3]]:22', { name: '2001:db8::[1:3]', port: 22 }],
  ['[2001:db8::1]', { name: '[2001:db8::1]' }],
  ['web:', { name: 'web:' }],
  ['web:http', { name: 'web:http' }],
  ['my host:22', { name: 'my host:22' }],
  ['web-:22', { name: 'web-:22' }],
])('%s', (text, address) => {
  expect(splitPort(text)).toEqual(address);
});

test.each([
  ['web_1.example.com', true],
  ['web[a:c]-[1:3]', true],
  ['::1', true],
  ['2001:db8::[1:f]', true],
  ['a:b', false],
  ['web*', false],
  ['-web', false],
  ['', false],
])('%s is an address: %s', (text, wanted) => {
  expect(isAddress(text)).toBe(wanted);
});
