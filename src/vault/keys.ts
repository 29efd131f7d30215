import { pbkdf2, pbkdf2Sync } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { VaultSecret } from './secret.ts';

const ITERATIONS = 10_000;
const DIGEST = 'sha256';
const KEY_BYTES = 32;
const IV_BYTES = 16;
const DERIVED_BYTES = 2 * KEY_BYTES + IV_BYTES;
const REMEMBERED = 10_000;

/** What a password and a salt make (PBKDF2-HMAC-SHA256, 10,000 iterations, 80 bytes), in the order they are cut from it. */
export interface Keys {
  readonly cipherKey: Buffer;
  readonly hmacKey: Buffer;
  readonly iv: Buffer;
}

/**
 * Derives keys and remembers them, because one derivation takes some 5 ms of a core. The asynchronous form runs on Node's thread
 * pool, so that a file of many vaulted strings (each has a salt of its own) uses several cores.
 */
export class KeyCache {
  readonly #keys = new LRUCache<string, Keys>({ max: REMEMBERED });
  readonly #pending = new Map<string, Promise<Keys>>();

  derive(secret: VaultSecret, salt: Buffer): Promise<Keys> {
    const name = cacheName(secret, salt);
    const known = this.#keys.get(name);
    if (known) return Promise.resolve(known);
    const pending = this.#pending.get(name) ?? this.#start(name, secret, salt);
    return pending;
  }

  deriveSync(secret: VaultSecret, salt: Buffer): Keys {
    const name = cacheName(secret, salt);
    const known = this.#keys.get(name);
    if (known) return known;
    const keys = cut(pbkdf2Sync(secret.password, salt, ITERATIONS, DERIVED_BYTES, DIGEST));
    this.#keys.set(name, keys);
    return keys;
  }

  #start(name: string, secret: VaultSecret, salt: Buffer): Promise<Keys> {
    const started = deriveOnThread(secret, salt)
      .then((keys) => {
        this.#keys.set(name, keys);
        return keys;
      })
      .finally(() => this.#pending.delete(name));
    this.#pending.set(name, started);
    return started;
  }
}

function deriveOnThread(secret: VaultSecret, salt: Buffer): Promise<Keys> {
  return new Promise((resolve, reject) => {
    pbkdf2(secret.password, salt, ITERATIONS, DERIVED_BYTES, DIGEST, (error, derived) => {
      if (error) reject(error);
      else resolve(cut(derived));
    });
  });
}

function cut(derived: Buffer): Keys {
  return {
    cipherKey: derived.subarray(0, KEY_BYTES),
    hmacKey: derived.subarray(KEY_BYTES, 2 * KEY_BYTES),
    iv: derived.subarray(2 * KEY_BYTES),
  };
}

function cacheName(secret: VaultSecret, salt: Buffer): string {
  return `${Buffer.from(secret.password).toString('base64')}:${salt.toString('base64')}`;
}
