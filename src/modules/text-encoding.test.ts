import { expect, test } from 'vitest';
import { decodeText, encodeText } from './text-encoding.ts';

// What Python's `str.encode` gives.
test.each([
  ['äé x\n', 'utf-8', 'c3a4c3a920780a'],
  ['ä', 'UTF8', 'c3a4'],
  ['äé', 'latin-1', 'e4e9'],
  ['äé', 'ISO_8859_1', 'e4e9'],
  ['\x81', 'latin1', '81'],
  ['ä€', 'iso-8859-15', 'e4a4'],
  ['ä€', 'iso8859-15', 'e4a4'],
  ['ä€', 'cp1252', 'e480'],
  ['да', 'koi8-r', 'c4c1'],
  ['да', 'windows-1251', 'e4e0'],
  ['ä😀', 'utf-16', 'fffee4003dd800de'],
  ['ä😀', 'utf-16-be', '00e4d83dde00'],
  ['ä', 'utf_16_le', 'e400'],
  ['ä😀', 'utf-32', 'fffe0000e400000000f60100'],
  ['日本a', 'shift_jis', '93fa967b61'],
  ['日本a', 'euc-kr', 'eceddce261'],
  ['中文', 'gbk', 'd6d0cec4'],
  ['ä', 'mac_roman', '8a'],
  ['plain', 'ascii', '706c61696e'],
])('%j in %s', (text, encoding, hex) => {
  const encoded = encodeText(text, encoding);
  expect('bytes' in encoded ? encoded.bytes.toString('hex') : encoded.problem).toBe(hex);
  const readable = !encoding.startsWith('utf-32');
  if (readable) expect(decodeText(Buffer.from(hex, 'hex'), encoding)).toEqual({ text });
});

test('bytes that are no UTF-8 come back as they were', () => {
  const bytes = Buffer.from('61ff c3a9 c3 e282 f09f9880 eda080 80'.replaceAll(' ', ''), 'hex');
  const decoded = decodeText(bytes, 'utf-8');
  expect(decoded).toEqual({ text: 'a\udcffé\udcc3\udce2\udc82😀\udced\udca0\udc80\udc80' });
  expect('text' in decoded && encodeText(decoded.text, 'utf-8')).toEqual({ bytes });
});

test.each([
  ['ä', 'ascii', '`ä` has no form in `ascii`'],
  ['€', 'latin-1', '`€` has no form in `latin-1`'],
  ['😀', 'cp1252', '`😀` has no form in `cp1252`'],
  ['a', 'nope', 'there is no encoding `nope`'],
])('%j in %s is refused', (text, encoding, problem) => {
  expect(encodeText(text, encoding)).toMatchObject({ problem });
});
