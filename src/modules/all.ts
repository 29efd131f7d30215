import { addHost } from './add_host/index.ts';
import { assert } from './assert/index.ts';
import { blockinfile } from './blockinfile/index.ts';
import { command } from './command/index.ts';
import { copy } from './copy/index.ts';
import { debug } from './debug/index.ts';
import { fail } from './fail/index.ts';
import { fetch } from './fetch/index.ts';
import { file } from './file/index.ts';
import { getent } from './getent/index.ts';
import { group } from './group/index.ts';
import { groupBy } from './group_by/index.ts';
import { includeVars } from './include_vars/index.ts';
import { lineinfile } from './lineinfile/index.ts';
import type { Module } from './module.ts';
import { packageFacts } from './package_facts/index.ts';
import { pause } from './pause/index.ts';
import { ping } from './ping/index.ts';
import { raw } from './raw/index.ts';
import { replace } from './replace/index.ts';
import { script } from './script/index.ts';
import { service } from './service/index.ts';
import { serviceFacts } from './service_facts/index.ts';
import { setFact } from './set_fact/index.ts';
import { setStats } from './set_stats/index.ts';
import { gatherFacts, setup } from './setup/index.ts';
import { shell } from './shell/index.ts';
import { slurp } from './slurp/index.ts';
import { stat } from './stat/index.ts';
import { systemd, systemdService } from './systemd/index.ts';
import { tempfile } from './tempfile/index.ts';
import { template } from './template/index.ts';
import { user } from './user/index.ts';
import { validateArgumentSpec } from './validate_argument_spec/index.ts';
import { waitFor } from './wait_for/index.ts';
import { waitForConnection } from './wait_for_connection/index.ts';

/** Every module there is; a new one is added here and nowhere else. */
export const modules: readonly Module[] = [
  addHost,
  assert,
  blockinfile,
  command,
  copy,
  debug,
  fail,
  fetch,
  file,
  gatherFacts,
  getent,
  group,
  groupBy,
  includeVars,
  lineinfile,
  packageFacts,
  pause,
  ping,
  raw,
  replace,
  script,
  service,
  serviceFacts,
  setFact,
  setStats,
  setup,
  shell,
  slurp,
  stat,
  systemd,
  systemdService,
  tempfile,
  template,
  user,
  validateArgumentSpec,
  waitFor,
  waitForConnection,
];
