import type { Diagnostics } from '../diagnostic.ts';

/** A YAML text that is being read: the file its spans name, and where complaints about it go. */
export interface YamlText {
  readonly file: string;
  readonly text: string;
  readonly diagnostics: Diagnostics;
}
