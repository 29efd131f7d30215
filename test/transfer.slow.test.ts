import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SshConnector } from '../src/connection/ssh.ts';
import { Scratch } from './rig/scratch.ts';
import { Sshd, sshdAvailable } from './rig/sshd.ts';
import { targetTo } from './rig/target.ts';

const gigabyte = 2 ** 30;
const project = join(import.meta.dirname, '..');
/** Megabytes by which a process may grow over a file of gigabytes: what is under way, and what the collector has not got round to. */
const mayGrow = 100;
const hasRoom = () => {
  const { bavail, bsize } = statfsSync(tmpdir());
  return bavail * bsize > 10 * gigabyte;
};

let scratch: Scratch;
let sshd: Sshd;
const at = (name: string) => join(scratch.path, name);

/** A file that takes little of the disk: holes, with something of its own every 100 MB and at the end. */
async function sparse(name: string, size: number): Promise<string> {
  const file = await open(at(name), 'w');
  try {
    await file.truncate(size);
    for (let position = 0; position < size; position += 100_000_000)
      await file.write(randomBytes(100), 0, 100, position);
    await file.write(randomBytes(3), 0, 3, size - 3);
  } finally {
    await file.close();
  }
  return at(name);
}

const same = (one: string, other: string) => spawnSync('cmp', [one, other]).status === 0;

/** Most that the program had resident while it played a task, in MB. */
async function playing(task: string): Promise<number> {
  await writeFile(at('play.yaml'), `- hosts: all\n  gather_facts: false\n  tasks:\n    - ${task}\n`);
  const program = join(project, 'dist/bin/runbook.js');
  const env = { ...process.env, NODE_OPTIONS: `--require ${at('peak.cjs')}`, PEAK: at('peak') };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, 'play', at('play.yaml'), '-i', at('hosts'), '-e', `here=${scratch.path}`],
    { env, encoding: 'utf8' },
  );
  expect(`${stdout}${stderr}`).toContain('changed=1');
  expect(status).toBe(0);
  return Number(readFileSync(at('peak'), 'utf8')) / 1024;
}

/** By how much this process grew at most during some work, in MB. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return (most - before) / 2 ** 20;
}

describe.runIf(sshdAvailable && hasRoom())('in bounded memory', () => {
  beforeAll(async () => {
    execFileSync(process.execPath, ['build.js'], { cwd: project });
    scratch = await Scratch.make('runbook-bulk');
    sshd = await Sshd.start();
    await mkdir(at('there'));
    await scratch.file('small', 'small');
    await scratch.file(
      'peak.cjs',
      `process.on('exit', () => require('fs').writeFileSync(process.env.PEAK, String(process.resourceUsage().maxRSS)));`,
    );
    await scratch.file(
      'hosts',
      `h ansible_host=127.0.0.1 ansible_port=${sshd.port} ansible_user=${sshd.user} ansible_ssh_private_key_file=${sshd.clientKeyFile} ansible_ssh_common_args='-o UserKnownHostsFile=${sshd.knownHostsFile}'\n`,
    );
  });
  afterEach(() => {
    for (const name of readdirSync(at('there'))) rmSync(at(`there/${name}`));
  });
  afterAll(async () => {
    await sshd.close();
    await scratch.remove();
  });

  it('the program copies and fetches a file of more than 4 GB', async () => {
    const usual = await playing(`copy: {src: "{{ here }}/small", dest: "{{ here }}/there/small"}`);
    const big = await sparse('big', 4 * gigabyte + 3);
    const copying = await playing(`copy: {src: "{{ here }}/big", dest: "{{ here }}/there/big"}`);
    expect(same(big, at('there/big'))).toBe(true);
    rmSync(at('there/big'));
    const fetching = await playing(`fetch: {src: "{{ here }}/big", dest: "{{ here }}/there/back", flat: true}`);
    expect(same(big, at('there/back'))).toBe(true);
    expect(readdirSync(at('there')).sort()).toEqual(['back', 'small']);
    expect(copying - usual).toBeLessThan(mayGrow);
    expect(fetching - usual).toBeLessThan(mayGrow);
  }, 600_000);

  it.each([
    ['by SFTP', true],
    ['through a command', false],
  ])('a connection writes and reads a file of half a GB %s', async (_name, sftp) => {
    const server = await Sshd.start({ sftp });
    const connection = await new SshConnector().open(targetTo(server));
    try {
      const source = await sparse('source', gigabyte / 2 + 3);
      const put = () => connection.put(createReadStream(source), at('there/file'));
      expect(await growth(put)).toBeLessThan(mayGrow);
      expect(same(source, at('there/file'))).toBe(true);
      const sink = createWriteStream(at('there/back'));
      expect(await growth(() => connection.get(at('there/file'), sink))).toBeLessThan(mayGrow);
      await finished(sink.end());
      expect(same(source, at('there/back'))).toBe(true);
    } finally {
      await connection.close();
      await server.close();
    }
  });

  it('fetches as another user no faster than the file is written here', async () => {
    const big = await sparse('other', gigabyte);
    const task = `{fetch: {src: "{{ here }}/other", dest: "{{ here }}/there/back", flat: true}, become: true, become_user: root}`;
    const usual = await playing(`copy: {src: "{{ here }}/small", dest: "{{ here }}/there/small"}`);
    expect((await playing(task)) - usual).toBeLessThan(mayGrow);
    expect(same(big, at('there/back'))).toBe(true);
  });
});
