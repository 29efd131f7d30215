import { homedir } from 'node:os';
import { expect, it } from 'vitest';
import { rebaseInventory, rebasePath, rebaseReport, rebaseVaultId } from './rebase.ts';

it('puts relative paths under the folder of the file that names them', () => {
  expect(rebasePath('keys/id', '/site')).toBe('/site/keys/id');
  expect(rebasePath('/etc/key', '/site')).toBe('/etc/key');
  expect(rebasePath('~/key', '/site')).toBe(`${homedir()}/key`);
  expect(rebasePath('~', '/site')).toBe(homedir());
});

it('leaves what is no path alone', () => {
  expect(rebaseInventory('web1,web2', '/site')).toBe('web1,web2');
  expect(rebaseInventory('hosts.yaml', '/site')).toBe('/site/hosts.yaml');
  expect(rebaseReport('json=run.json', '/site')).toBe('json=/site/run.json');
  expect(rebaseReport('json=-', '/site')).toBe('json=-');
  expect(rebaseReport('json', '/site')).toBe('json');
  expect(rebaseVaultId('dev@pw.txt', '/site')).toBe('dev@/site/pw.txt');
  expect(rebaseVaultId('dev@prompt', '/site')).toBe('dev@prompt');
  expect(rebaseVaultId('prompt', '/site')).toBe('prompt');
  expect(rebaseVaultId('pw.txt', '/site')).toBe('/site/pw.txt');
});
