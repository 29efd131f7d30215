import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzRuns, fuzzTimeout } from '../../test/rig/fuzz-time.ts';
import { expectLinear, hostileText, longTexts } from '../../test/rig/hostile-text.ts';
import { decryptSync } from './decrypt.ts';
import { formatEnvelope, parseEnvelope } from './envelope.ts';
import { VaultError } from './vault-error.ts';

const parts = { salt: Buffer.alloc(32, 1), hmac: Buffer.alloc(32, 2), ciphertext: Buffer.alloc(32, 3) };
const samples = [formatEnvelope(parts), formatEnvelope({ ...parts, id: 'dev' })];

/** Runs what may only end well or with a {@link VaultError}. */
function refusing(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(VaultError);
  }
}

test(
  'any text is vaulted, or is refused with what to do',
  () => {
    fc.assert(
      fc.property(hostileText(samples), (text) => refusing(() => parseEnvelope(text))),
      fuzzRuns,
    );
  },
  fuzzTimeout,
);

test(
  'a byte that has changed is never opened',
  () => {
    const secrets = [{ id: 'default', password: Buffer.from('right') }];
    const [whole = ''] = samples;
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.constantFrom('0', 'f', 'x', '', '\n', ';'), (at, piece) => {
        const text = whole.slice(0, at) + piece + whole.slice(at + 1);
        expect(() => decryptSync(text, secrets)).toThrow(VaultError);
      }),
      fuzzRuns,
    );
  },
  fuzzTimeout,
);

test(
  'long texts take linear time',
  () => {
    for (const before of ['', '$ANSIBLE_VAULT;', '$ANSIBLE_VAULT;1.1;AES256\n', samples[0] as string]) {
      expectLinear(longTexts(['00', '0a', '3\n', ' \n '], [before, 'x']), (text) =>
        refusing(() => parseEnvelope(text)),
      );
    }
  },
  fuzzTimeout * 4,
);
