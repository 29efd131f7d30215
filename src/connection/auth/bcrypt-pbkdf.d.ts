declare module 'bcrypt-pbkdf' {
  /** OpenSSH's key derivation: fills `key` (its first `keyLength` bytes); anything but 0 is a mistake in the arguments. */
  function pbkdf(
    passphrase: Uint8Array,
    passphraseLength: number,
    salt: Uint8Array,
    saltLength: number,
    key: Uint8Array,
    keyLength: number,
    rounds: number,
  ): number;
  export default { pbkdf };
}
