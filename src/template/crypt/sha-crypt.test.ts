import { describe, expect, it } from 'vitest';
import { md5Crypt } from './md5-crypt.ts';
import { type ShaCrypt, shaCrypt } from './sha-crypt.ts';

function hash(work: Generator<void, string>): string {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** The cases of the specification whose salt is not too long, with what glibc's crypt(3) gives for them. */
const published: readonly (readonly [ShaCrypt, string, string, number, string])[] = [
  ['sha256', 'Hello world!', 'saltstring', 5000, '$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5'],
  [
    'sha256',
    'Hello world!',
    'saltstringsaltst',
    10000,
    '$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA',
  ],
  [
    'sha256',
    'This is just a test',
    'toolongsaltstrin',
    5000,
    '$5$toolongsaltstrin$Un/5jzAHMgOGZ5.mWJpuVolil07guHPvOW8mGRcvxa5',
  ],
  [
    'sha256',
    'a very much longer text to encrypt.  This one even stretches over morethan one line.',
    'anotherlongsalts',
    1400,
    '$5$rounds=1400$anotherlongsalts$Rx.j8H.h8HjEDGomFU8bDkXm3XIUnzyxf12oP84Bnq1',
  ],
  [
    'sha512',
    'Hello world!',
    'saltstring',
    5000,
    '$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1',
  ],
  [
    'sha512',
    'Hello world!',
    'saltstringsaltst',
    10000,
    '$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.',
  ],
];

describe('shaCrypt', () => {
  it.each(published)(
    '%s hashes `%s` with `%s` in %d rounds as its specification says',
    (kind, password, salt, rounds, wanted) => {
      expect(hash(shaCrypt(kind, password, salt, rounds))).toBe(wanted);
    },
  );

  it('pauses every so often', () => {
    expect([...shaCrypt('sha256', 'x', 'y', 6_000)].length).toBe(3);
  });
});

describe('md5Crypt', () => {
  it('hashes as crypt(3) does', () => {
    expect(hash(md5Crypt('secret', 'mysalt'))).toBe('$1$mysalt$n/EfEiV74OYgBdqhKQzSW/');
  });
});
