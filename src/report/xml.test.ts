import { expect, test } from 'vitest';
import { xmlAttribute, xmlText } from './xml.ts';

test('text', () => {
  expect(xmlText(`<a href="x">&'\n\t]]>`)).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&#39;\n\t]]&gt;');
});

test('an attribute keeps its line ends', () => {
  expect(xmlAttribute('a\n"b"\tc')).toBe('"a&#10;&quot;b&quot;&#9;c"');
});

test('what CI systems act on is there for readers of the XML only', () => {
  expect(xmlText('::error::a\n ::b\nc::d ###[group]')).toBe('&#58;:error::a\n &#58;:b\nc::d &#35;&#35;#[group]');
  expect(xmlAttribute('##vso[x]')).toBe('"&#35;#vso[x]"');
});

test('nothing is left that XML forbids', () => {
  const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).join('\n');
  expect(xmlText(all)).not.toMatch(/[^\n\t\x20-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u);
  expect(xmlAttribute(all)).not.toMatch(/[^\x20-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u);
});
