import type { Span } from '../source/span.ts';
import type { Binding } from './binding.ts';
import type { Value } from './value.ts';

/**
 * What a template sees of the world. `get` gives a variable's evaluated value, or `undefined` when no layer sets it, and calls
 * `noteUnsafe` when others than the user may have written text in it. `names` lists
 * the variables that exist (for `varnames` and suggestions). The rest is what lookups and tests may touch on the controller.
 */
export interface Context {
  get(name: string): Value | undefined;
  names(): Iterable<string>;
  /** What a variable is bound to, before it is evaluated; absent where no text of a user's gives the variables. */
  binding?(name: string): Binding | undefined;
  readonly world: World;
}

/** The controller as templates may see it; passed in so that tests can fake the clock, the environment and the disk. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  now(): Date;
  random(): number;
  /** Directories in which a relative file name of a lookup is searched for, best first. `kind` is `files`, `templates` or `vars`. */
  searchPath(kind: 'files' | 'templates' | 'vars'): readonly string[];
  /** Reads a file of the controller, decrypting it when it is vaulted. Throws when it cannot be read. */
  read(path: string): string;
  /** Decrypts an inline `!vault` text. Throws when no password opens it. */
  decrypt(armoured: string): string;
  /** A setting of the run, by the name that Ansible has for it; absent where there is no run. */
  setting?(name: string): Value | undefined;
  /**
   * Called where the text that a template gave to a variable is taken for the list, mapping or boolean that it shows; unset, such
   * texts stay texts.
   */
  readonly noteStructured?: ((span: Span) => void) | undefined;
}
