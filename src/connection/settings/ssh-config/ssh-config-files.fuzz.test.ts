import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzzRuns, fuzzTimeout } from '../../../../test/rig/fuzz-time.ts';
import { expectCleanPrototypes, expectLinear, hostileText, longTexts } from '../../../../test/rig/hostile-text.ts';
import { Scratch } from '../../../../test/rig/scratch.ts';
import { ConnectionError } from '../../connection.ts';
import { SshConfigFiles } from './ssh-config-files.ts';

const samples = [
  'Host web* !web9\n  HostName %h.example.org\n  User "de ploy"\n  Port=2222\nMatch host web1 user me\n  IdentityFile ~/.ssh/%h\n',
  'Include conf.d/*\nMatch all\n  ProxyJump a@b:22,c\n  UserKnownHostsFile a b\n# end\n',
];

let scratch: Scratch;
beforeAll(async () => {
  scratch = await Scratch.make('ssh-config-fuzz');
  mkdirSync(join(scratch.path, '.ssh'));
});
afterAll(() => scratch.remove());

/** What a file says of a host; the one error that may come says what ssh must do instead, or what is wrong. */
function read(text: string): void {
  writeFileSync(join(scratch.path, '.ssh/config'), text);
  const files = new SshConfigFiles({ home: scratch.path, user: 'me' }, '/no/such/file');
  try {
    for (const { name, value } of files.optionsFor({ host: 'web1' })) expect([typeof name, typeof value]).toBeTruthy();
  } catch (error) {
    expect(error).toBeInstanceOf(ConnectionError);
  }
}

test(
  'any text is a configuration, or an error that says what is wrong',
  () => {
    fc.assert(fc.property(hostileText(samples), read), fuzzRuns);
    expectCleanPrototypes();
  },
  fuzzTimeout,
);

test(
  'long files take linear time',
  () => {
    for (const before of ['', 'Host ', 'Host web1\nUser ', 'Match host ']) {
      expectLinear(longTexts(['*', '?*', 'a ', 'a=', '!'], [before, 'x\n']), read);
    }
  },
  fuzzTimeout * 4,
);
