import { expect, test } from 'vitest';
import { Diagnostics } from '../source/diagnostic.ts';
import { checkInput } from './check-input.ts';

test.each([
  [2, []],
  [3, ['3 hosts cannot read one standard input over 2 connections']],
])('%i hosts over two connections', (hosts, messages) => {
  const diagnostics = new Diagnostics();
  checkInput({ maxConnections: 2 }, hosts, diagnostics);
  expect(diagnostics.all.map(({ message }) => message)).toEqual(messages);
});
