import { expect, test } from 'vitest';
import { ChannelRefused, ConnectionError, type ConnectionErrorKind } from './connection.ts';
import { type Retry, retryOf } from './retry-policy.ts';

const kinds: readonly (readonly [ConnectionErrorKind, Retry])[] = [
  ['address', 'never'],
  ['refused', 'later'],
  ['dropped', 'dial'],
  ['exhausted', 'never'],
  ['timeout', 'later'],
  ['protocol', 'later'],
  ['host-key', 'never'],
  ['auth', 'never'],
  ['key-file', 'never'],
  ['lost', 'elsewhere'],
  ['channel', 'here'],
  ['unsupported', 'never'],
];

test.each(kinds)('`%s`, before anything ran: %s', (kind, retry) => {
  expect(retryOf(new ConnectionError(kind, 'it went wrong'))).toBe(retry);
});

test.each(kinds)('`%s`, when a command may have run: never', (kind) => {
  expect(retryOf(new ConnectionError(kind, 'it went wrong', { mayHaveRun: true }))).toBe('never');
});

test('a refused channel has run nothing', () => {
  expect(retryOf(new ChannelRefused('open failed'))).toBe('here');
});

test('a bug of ours is not tried again', () => {
  expect(retryOf(new TypeError('x is not a function'))).toBe('never');
});
