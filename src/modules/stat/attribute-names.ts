/** Flags of chattr(1) by the names that Ansible gives them. */
const names: Readonly<Record<string, string>> = {
  A: 'noatime',
  a: 'append',
  c: 'compressed',
  C: 'nocow',
  d: 'nodump',
  D: 'dirsync',
  e: 'extents',
  E: 'encrypted',
  h: 'blocksize',
  i: 'immutable',
  I: 'indexed',
  j: 'journalled',
  N: 'inline',
  s: 'zero',
  S: 'synchronous',
  t: 'notail',
  T: 'blockroot',
  u: 'undelete',
  X: 'compressedraw',
  Z: 'compresseddirty',
};

/** The names of flags, in the order of their letters; a letter without a name stands for itself. */
export function attributeNames(letters: string): string[] {
  return [...letters].map((letter) => names[letter] ?? letter);
}
