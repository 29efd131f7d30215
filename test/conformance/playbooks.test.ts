import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runMain } from '../rig/fake-process.ts';

/** What the reference did with a playbook: exit code, recap, and the lines its tasks appended to `$TRACE`. */
interface Want {
  readonly args: readonly string[];
  readonly exit: number;
  readonly recap: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** `exact`: the lines as they are; `tasks`: hosts of one task in any order; `lines`: any order. */
  readonly order: 'exact' | 'tasks' | 'lines';
  readonly trace: readonly string[];
}

const folder = join(import.meta.dirname, 'playbooks');

/** Cases that are not expected to pass yet; one that starts to pass must be taken off. */
const notYet: readonly string[] = readFileSync(join(import.meta.dirname, 'not-yet.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

const counts = ['ok', 'changed', 'unreachable', 'failed', 'skipped', 'rescued', 'ignored'];

/** Plays a case in this process, and gives what came of it in the form of its `want.json`. */
async function play(name: string, want: Want): Promise<Omit<Want, 'args' | 'order'>> {
  const scratch = mkdtempSync(join(tmpdir(), 'runbook-case-'));
  try {
    const trace = join(scratch, 'trace');
    const report = join(scratch, 'report.json');
    writeFileSync(trace, '');
    const words = ['play', 'play.yml', '-i', 'hosts.yaml', ...want.args, '--report', `json=${report}`];
    const env = { ...process.env, TRACE: trace, NO_COLOR: '1' };
    const { code: exit } = await runMain(words, { cwd: join(folder, name), env });
    const recap = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).recap : {};
    return {
      exit,
      recap: complete(recap),
      trace: ordered(readFileSync(trace, 'utf8').split('\n').slice(0, -1), want.order),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Every host with all its counts, so that one that is missing counts as zeroes. */
function complete(recap: Want['recap']): Want['recap'] {
  return Object.fromEntries(
    Object.entries(recap)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([host, got]) => [host, Object.fromEntries(counts.map((count) => [count, got[count] ?? 0]))]),
  );
}

function ordered(lines: readonly string[], order: Want['order']): string[] {
  if (order === 'exact') return [...lines];
  if (order === 'lines') return [...lines].sort();
  const task = (line: string) => line.split(' ')[0] ?? '';
  return [...lines.map(task), ...[...lines].sort()];
}

describe('playbooks of the conformance suite', { concurrent: true }, () => {
  for (const name of readdirSync(folder).sort()) {
    const want: Want = JSON.parse(readFileSync(join(folder, name, 'want.json'), 'utf8'));
    const expected = { exit: want.exit, recap: complete(want.recap), trace: ordered(want.trace, want.order) };
    const test = notYet.includes(name) ? it.fails : it;
    test(name, { timeout: 60_000 }, async () => {
      expect(await play(name, want)).toEqual(expected);
    });
  }

  it('names only cases that exist as not yet expected to pass', () => {
    expect(notYet.filter((name) => !existsSync(join(folder, name)))).toEqual([]);
  });
});
