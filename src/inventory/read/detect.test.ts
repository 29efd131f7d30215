import { expect, test } from 'vitest';
import { formatOfText } from './detect.ts';

test.each([
  ['hosts.yml', 'a', 'yaml'],
  ['hosts.YAML', '', 'yaml'],
  ['hosts.json', '{}', 'yaml'],
  ['hosts.ini', 'all:\n', 'ini'],
  ['hosts.cfg', '', 'ini'],
  ['hosts.toml', '', 'toml'],
  ['hosts', '', 'ini'],
  ['hosts', '---\nall:\n', 'yaml'],
  ['hosts', '\n# comment\n\nall:\n  hosts:\n', 'yaml'],
  ['hosts', '"web servers":\n', 'yaml'],
  ['hosts', 'plugin: constructed\n', 'yaml'],
  ['hosts', '{"all": {}}', 'yaml'],
  ['hosts', '[web]\na: b\n', 'ini'],
  ['hosts', '; comment\nweb1 x="a: b"\n', 'ini'],
  ['hosts', 'web1:2222\n', 'ini'],
  ['hosts', '[2001:db8::1]:22\n', 'ini'],
  ['hosts', '2001:db8::1\n', 'ini'],
  ['production.example.com', 'web1\n', 'ini'],
])('%s with %j is %s', (path, text, format) => {
  expect(formatOfText(path, text)).toBe(format);
});
