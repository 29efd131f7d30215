import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { toJson } from '../template/to-json.ts';
import type { Dict } from '../template/value.ts';
import { factScript } from './fact-script.ts';
import { parseFacts } from './parse-facts.ts';

const REFERENCE = '/usr/bin/ansible';

/** Facts whose values differ from one moment, process or interpreter to the next, but not what they are made of. */
const CHANGING = [
  'date_time',
  'loadavg',
  'memfree_mb',
  'memory_mb',
  'mounts',
  'python',
  'python_version',
  'uptime_seconds',
];
/** Facts of this process, and those that need programs or hardware of their own and are not gathered here. */
const LEFT_OUT = ['env', 'fibre_channel_wwn', 'gather_subset', 'hostnqn', 'iscsi_iqn', 'module_setup'];
/** Lists that the reference has in no order. */
const SETS = [
  ...['all_ipv4_addresses', 'all_ipv6_addresses', 'interfaces'],
  ...['virtualization_tech_guest', 'virtualization_tech_host'],
];

type Named = Record<string, unknown>;

function reference(): Named {
  const words = ['localhost', '-m', 'setup', '-c', 'local'];
  const printed = execFileSync(REFERENCE, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const { ansible_facts } = JSON.parse(printed.slice(printed.indexOf('{')));
  return Object.fromEntries(
    Object.entries(ansible_facts).map(([name, value]) => [name.replace(/^ansible_/, ''), value]),
  );
}

function ours(): Named {
  const { stdout } = spawnSync('sh', ['-c', factScript()], { encoding: 'utf8' });
  return JSON.parse(JSON.stringify(toJson(parseFacts(stdout)?.facts as Dict)));
}

function comparable(facts: Named): Named {
  const kept = Object.entries(facts).filter(([name]) => !LEFT_OUT.includes(name));
  return Object.fromEntries(
    kept.map(([name, value]) => {
      if (CHANGING.includes(name)) return [name, shape(value)];
      return [name, SETS.includes(name) ? [...(value as string[])].sort() : value];
    }),
  );
}

function shape(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? Object.keys(value).sort() : typeof value;
}

// Without Debian's `ansible-core` there is nothing to compare with; the name of the skipped test says so.
it.skipIf(!existsSync(REFERENCE))(
  `gathers what ${REFERENCE} gathers (skipped where it is missing)`,
  () => {
    expect(comparable(ours())).toEqual(comparable(reference()));
  },
  60_000,
);
