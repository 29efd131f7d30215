import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { statIfAny } from './stat-if-any.ts';

test('what is there is seen, and nothing where nothing is', () => {
  expect(statIfAny(import.meta.dirname)?.isDirectory()).toBe(true);
  expect(statIfAny(join(import.meta.dirname, 'none'))).toBeUndefined();
  expect(statIfAny(join(import.meta.dirname, 'stat-if-any.ts', 'none'))).toBeUndefined();
});

test.runIf(process.getuid?.() === 0)('nothing is seen in a folder that is closed to us', () => {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-closed-'));
  execFileSync('chown', ['65534', folder]);
  const euid = process.geteuid?.() ?? 0;
  process.seteuid?.(65_533);
  try {
    expect(statIfAny(join(folder, 'x'))).toBeUndefined();
  } finally {
    process.seteuid?.(euid);
    rmdirSync(folder);
  }
});
