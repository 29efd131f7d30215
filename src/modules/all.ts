import { assert } from './assert/index.ts';
import { command } from './command/index.ts';
import { debug } from './debug/index.ts';
import { fail } from './fail/index.ts';
import { file } from './file/index.ts';
import type { Module } from './module.ts';
import { ping } from './ping/index.ts';
import { raw } from './raw/index.ts';
import { script } from './script/index.ts';
import { setFact } from './set_fact/index.ts';
import { shell } from './shell/index.ts';
import { validateArgumentSpec } from './validate_argument_spec/index.ts';

/** Every module there is; a new one is added here and nowhere else. */
export const modules: readonly Module[] = [
  assert,
  command,
  debug,
  fail,
  file,
  ping,
  raw,
  script,
  setFact,
  shell,
  validateArgumentSpec,
];
