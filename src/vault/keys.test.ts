import { pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeyCache } from './keys.ts';

const secret = { id: 'default', password: Buffer.from('pw') };
const salt = Buffer.alloc(32, 1);

describe('KeyCache', () => {
  it('cuts 80 bytes of PBKDF2 into cipher key, HMAC key and IV', () => {
    const derived = pbkdf2Sync('pw', salt, 10_000, 80, 'sha256');
    const { cipherKey, hmacKey, iv } = new KeyCache().deriveSync(secret, salt);
    expect(Buffer.concat([cipherKey, hmacKey, iv])).toEqual(derived);
    expect([cipherKey.length, hmacKey.length, iv.length]).toEqual([32, 32, 16]);
  });

  it('derives once for the same password and salt, also while the first is under way', async () => {
    const cache = new KeyCache();
    const [first, second] = await Promise.all([
      cache.derive(secret, salt),
      cache.derive({ ...secret, id: 'other' }, salt),
    ]);
    expect(second).toBe(first);
    expect(cache.deriveSync(secret, Buffer.from(salt))).toBe(first);
    expect(await cache.derive(secret, salt)).toBe(first);
  });

  it('keeps passwords and salts apart', () => {
    const cache = new KeyCache();
    const first = cache.deriveSync(secret, salt);
    expect(cache.deriveSync(secret, Buffer.alloc(32, 2))).not.toEqual(first);
    expect(cache.deriveSync({ ...secret, password: Buffer.from('pw2') }, salt)).not.toEqual(first);
  });
});
