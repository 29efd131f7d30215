import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { livingInGroup } from '../../test/rig/process-tree.ts';
import { shells } from '../../test/rig/shells.ts';
import { startJobScript } from './background-job.ts';
import { quote } from './quote.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'background-job-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const until = { timeout: 10_000, interval: 50 };

describe.concurrent.each(shells)('in $name', ({ name, argv }) => {
  /** A job in a shell of this kind, once its starter has ended. */
  class Job {
    readonly id = `j${Math.random().toString(36).slice(2)}`;

    async start(script: string, limit = 100): Promise<this> {
      const text = startJobScript({ id: this.id, folder: quote(folder), script: `echo $$; ${script}`, limit });
      const [file = '', ...rest] = argv;
      const starter = spawn(file, [...rest, '-c', text], { cwd: '/usr', env: { ...process.env, TMOUT: '1' } });
      let printed = '';
      starter.stdout.on('data', (chunk) => {
        printed += chunk;
      });
      await once(starter, 'close');
      expect(printed).toBe(folder);
      await vi.waitFor(() => expect(this.text('out')).toMatch(/\n/), until);
      return this;
    }

    text(file: 'out' | 'err' | 'rc'): string {
      const path = join(folder, `${this.id}.${file}`);
      return existsSync(path) ? readFileSync(path, 'utf8') : '';
    }

    get pid(): number {
      return Number.parseInt(this.text('out'), 10);
    }

    /** The group of the job, from its first process. */
    get group(): number {
      return Number(spawnSync('ps', ['-o', 'pgid=', '-p', String(this.pid)], { encoding: 'utf8' }).stdout);
    }

    async ended(): Promise<void> {
      await vi.waitFor(() => expect(this.text('rc')).not.toBe(''), until);
    }
  }

  const nothingIn = (group: number) => vi.waitFor(() => expect(livingInGroup(group)).toEqual([]), until);

  test('a job keeps its output, status, umask and working directory, and nothing stays behind', async () => {
    const job = await new Job().start(`ps -o pgid= -p $$; pwd; umask; echo err >&2; exit 7`);
    await job.ended();
    const [, group, cwd, mask] = job.text('out').split('\n');
    expect(statSync(join(folder, `${job.id}.out`)).mode & 0o777).toBe(0o600);
    expect({ cwd, mask: Number(mask), err: job.text('err'), rc: job.text('rc') }).toEqual({
      cwd: '/usr',
      mask: 22,
      err: 'err\n',
      rc: '7\n',
    });
    await nothingIn(Number(group));
  });

  test('a job that takes too long is ended with all that it started', async () => {
    const job = await new Job().start('sleep 100 & sleep 100', 2);
    const { group } = job;
    await job.ended();
    expect(job.text('rc')).toBe('timeout\n');
    await nothingIn(group);
  });

  test.each([
    ['the command', (job: Job) => process.kill(job.pid, 'SIGKILL')],
    ['the whole group', (job: Job) => process.kill(-job.group, 'SIGKILL')],
    ['the group, politely', (job: Job) => process.kill(-job.group, 'SIGTERM')],
  ])('nothing stays behind when somebody kills %s', async (_what, kill) => {
    const job = await new Job().start('exec sleep 100');
    const { group } = job;
    expect(livingInGroup(group).length, name).toBeGreaterThan(1);
    kill(job);
    await nothingIn(group);
  });
});
