import { expect, test } from 'vitest';
import { printable } from './printable.ts';

test.each([
  ['plain text\n\tindented\n', 'plain text\n\tindented\n'],
  ['naïve 日本 🔑', 'naïve 日本 🔑'],
  ['\x1b[31mred\x1b[0m', '␛[31mred␛[0m'],
  ['10%\r20%\r\ndone\r\n', '10%␍20%\ndone\n'],
  ['bell\x07 nul\0 del\x7f', 'bell␇ nul␀ del␡'],
  ['\x9b2J', '\\u{9b}2J'],
  ['user\u202etxt.exe', 'user\\u{202e}txt.exe'],
  ['half \ud83d and \udd11 too', 'half \ufffd and \ufffd too'],
])('%j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});
