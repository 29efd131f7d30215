import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findModule } from '../../src/modules/registry.ts';
import { Diagnostics } from '../../src/source/diagnostic.ts';
import { entry, type MapNode, type Node } from '../../src/source/node.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import type { Value } from '../../src/template/value.ts';
import { ModuleHost, type Plain } from '../rig/module-host.ts';

/**
 * Holds the results of our modules against those of ansible-core, where that is installed. A case is a file in `cases/`: a list of
 * tasks, done one after the other in the same folder by both: each a second time with `twice`. `differs` names the keys of a result that
 * differ on purpose; with `tree` both must leave the same files behind.
 */
const cases = join(import.meta.dirname, 'cases');
const installed = spawnSync('ansible-playbook', ['--version']).status === 0;

interface Task {
  readonly module: string;
  readonly args: Readonly<Record<string, Value>>;
  readonly differs: readonly string[];
}

interface Case {
  readonly setup: string;
  readonly check: boolean;
  readonly tree: boolean;
  readonly tasks: readonly Task[];
}

describe.skipIf(!installed).each(readdirSync(cases))('%s', (file) => {
  const { setup, check, tree, tasks } = readCase(file);
  let folder = '';
  let wanted: Record<string, Plain>[] = [];
  let host: ModuleHost;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'reference-'));
    for (const side of ['theirs', 'ours']) {
      mkdirSync(join(folder, side));
      for (const name of ['files', 'templates', 'vars']) {
        cpSync(join(import.meta.dirname, name), join(folder, side, name), { recursive: true });
      }
      execFileSync('/bin/sh', ['-c', setup], { cwd: join(folder, side) });
    }
    wanted = playTheirs(tasks, join(folder, 'theirs'), check);
    const variables = { playbook_dir: join(folder, 'ours'), inventory_hostname: 'localhost' };
    host = new ModuleHost({ folder: join(folder, 'ours'), check, wantsDiff: true, variables });
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  for (const [index, task] of tasks.entries()) {
    test(`${index + 1} ${task.module} ${JSON.stringify(task.args)}`, async () => {
      const module = findModule(task.module);
      if (module === undefined) throw new Error(`no module ${task.module}`);
      const { status, result } = await host.perform(module, task.args);
      const ours = normal({ changed: status === 'changed', ...flags(status), ...result }, task, folder);
      expect(ours).toEqual(normal(wanted[index] ?? {}, task, folder));
    });
  }

  test.runIf(tree)('the same files', () => {
    expect(treeOf(join(folder, 'ours'))).toEqual(treeOf(join(folder, 'theirs')));
  });
});

function flags(status: string): Record<string, Plain> {
  return status === 'failed' ? { failed: true } : status === 'skipped' ? { skipped: true } : {};
}

/** All that is in a folder, with mode, owner and content; names of backups without process and time. */
function treeOf(folder: string): string[] {
  const describeOne = (name: string): string => {
    const path = join(folder, name);
    const stats = lstatSync(path);
    const { mode, uid, gid } = stats;
    const content = stats.isFile() ? readFileSync(path, 'latin1') : stats.isSymbolicLink() ? readlinkSync(path) : '';
    return `${name.replace(/\.\d+\.[-\d]+@[:\d]+~$/, '~')} ${mode.toString(8)} ${uid}:${gid} ${JSON.stringify(content)}`;
  };
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(describeOne).sort();
}

/** Leaves out what differs from run to run, and what differs on purpose. */
function normal(result: Record<string, Plain>, { differs }: Task, folder: string): Record<string, Plain> {
  const always = ['invocation', 'exception', '_ansible_no_log', 'action', 'start', 'end', 'delta', ...differs];
  for (const path of differs) {
    const [outer = '', inner] = path.split('.');
    const part = result[outer];
    if (inner !== undefined && part !== null && typeof part === 'object' && !Array.isArray(part)) delete part[inner];
  }
  // Headers of a diff name temporary files of the controller.
  if (Array.isArray(result.diff))
    result.diff = result.diff.map((diff) => ({ ...(diff as object), after_header: null }));
  if (typeof result.dest === 'string') result.dest = result.dest.replace(/^\.\//, '');
  const kept = Object.entries(result).filter(([key]) => !always.includes(key) && !key.startsWith('_ansible'));
  if (result.failed === true) kept.splice(0, kept.length, ...kept.filter(([key]) => ['failed', 'msg'].includes(key)));
  return JSON.parse(
    JSON.stringify(Object.fromEntries(kept)).replaceAll(`${folder}/theirs`, 'F').replaceAll(`${folder}/ours`, 'F'),
  );
}

function playTheirs(tasks: readonly Task[], folder: string, check: boolean): Record<string, Plain>[] {
  const play = {
    hosts: 'localhost',
    connection: 'local',
    gather_facts: false,
    ignore_errors: true,
    tasks: tasks.map(({ module, args }) => ({ [module]: plainArgs(args) })),
  };
  writeFileSync(join(folder, 'play.json'), JSON.stringify([play]));
  const { stdout, stderr } = spawnSync('ansible-playbook', ['-D', ...(check ? ['-C'] : []), 'play.json'], {
    cwd: folder,
    env: { ...process.env, ANSIBLE_STDOUT_CALLBACK: 'json', ANSIBLE_LOCALHOST_WARNING: '0' },
    encoding: 'utf8',
    input: '',
    maxBuffer: 1 << 28,
  });
  rmSync(join(folder, 'play.json'));
  const start = stdout.indexOf('{\n    "custom_stats"');
  if (start < 0) throw new Error(`ansible-playbook failed: ${stderr || stdout}`);
  const report = JSON.parse(stdout.slice(start));
  return report.plays[0].tasks.map((task: { hosts: { localhost: Record<string, Plain> } }) => task.hosts.localhost);
}

const plainArgs = (args: Readonly<Record<string, Value>>): unknown => toPlain(new Map(Object.entries(args)));

function toPlain(value: Value): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), toPlain(item)]));
  return Array.isArray(value) ? value.map(toPlain) : value;
}

function readCase(file: string): Case {
  const diagnostics = new Diagnostics();
  const node = parseYaml(basename(file), readFileSync(join(cases, file), 'utf8'), diagnostics);
  if (node?.kind !== 'map' || diagnostics.failed)
    throw new Error(`${file}: ${diagnostics.all.map(({ message }) => message)}`);
  const listed = entry(node, 'tasks');
  const tasks =
    listed?.kind === 'seq' ? listed.items.flatMap((item) => (item.kind === 'map' ? [readTask(item)] : [])) : [];
  const flag = (name: string): boolean => valueOfNode(entry(node, name)) === true;
  return {
    setup: String(valueOfNode(entry(node, 'setup')) ?? ''),
    check: flag('check'),
    tree: flag('tree'),
    tasks: flag('twice') ? tasks.flatMap((task) => [task, task]) : tasks,
  };
}

function readTask(node: MapNode): Task {
  const differs = valueOfNode(entry(node, 'differs'));
  const [module] = node.entries.filter(({ key }) => key.value !== 'differs');
  const args = valueOfNode(module?.value);
  return {
    module: String(module?.key.value),
    args:
      typeof args === 'string'
        ? { cmd: args }
        : args instanceof Map
          ? Object.fromEntries([...args].map(([key, value]) => [String(key), value]))
          : {},
    differs: Array.isArray(differs) ? differs.map(String) : [],
  };
}

function valueOfNode(node: Node | undefined): Value {
  if (node === undefined) return null;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(valueOfNode);
  return new Map(node.entries.map(({ key, value }) => [key.value, valueOfNode(value)]));
}
