import { addHost } from './add_host/index.ts';
import { assert } from './assert/index.ts';
import { command } from './command/index.ts';
import { copy } from './copy/index.ts';
import { debug } from './debug/index.ts';
import { fail } from './fail/index.ts';
import { file } from './file/index.ts';
import { groupBy } from './group_by/index.ts';
import { includeVars } from './include_vars/index.ts';
import type { Module } from './module.ts';
import { pause } from './pause/index.ts';
import { ping } from './ping/index.ts';
import { raw } from './raw/index.ts';
import { script } from './script/index.ts';
import { setFact } from './set_fact/index.ts';
import { setStats } from './set_stats/index.ts';
import { gatherFacts, setup } from './setup/index.ts';
import { shell } from './shell/index.ts';
import { template } from './template/index.ts';
import { validateArgumentSpec } from './validate_argument_spec/index.ts';

/** Every module there is; a new one is added here and nowhere else. */
export const modules: readonly Module[] = [
  addHost,
  assert,
  command,
  copy,
  debug,
  fail,
  file,
  gatherFacts,
  groupBy,
  includeVars,
  pause,
  ping,
  raw,
  script,
  setFact,
  setup,
  setStats,
  shell,
  template,
  validateArgumentSpec,
];
