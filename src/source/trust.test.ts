import { chmodSync, chownSync, lchownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reasonToDistrust, reasonToDistrustBeside } from './trust.ts';

const root = process.geteuid?.() === 0;
const somebody = 12345;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trust-'));
  file = join(folder, 'found.yaml');
  writeFileSync(file, '');
  chmodSync(file, 0o644);
});
afterEach(() => rmSync(folder, { recursive: true }));

const byAll = () => ({ why: 'anybody may write to it', mend: `chmod o-w ${file}` });
const inFolder = () => ({ why: 'anybody may write in its folder', mend: `chmod o-w ${folder}` });
const foreign = () => ({
  why: `it belongs to another user (uid ${somebody})`,
  mend: `chown -h ${process.geteuid?.()} ${file}`,
});

describe('what was found and not named', () => {
  test.each([
    { file: 0o644, folder: 0o755, reason: () => undefined },
    { file: 0o664, folder: 0o775, reason: () => undefined },
    { file: 0o644, folder: 0o1777, reason: () => undefined },
    { file: 0o666, folder: 0o755, reason: byAll },
    { file: 0o666, folder: 0o1777, reason: byAll },
    { file: 0o644, folder: 0o777, reason: inFolder },
  ])('with mode $file in a folder of mode $folder', ({ file: mode, folder: around, reason }) => {
    chmodSync(file, mode);
    chmodSync(folder, around);
    expect(reasonToDistrust(file)).toEqual(reason());
  });

  test.runIf(root)('is not obeyed when it is another user’s', () => {
    chownSync(file, somebody, somebody);
    expect(reasonToDistrust(file)).toEqual(foreign());
  });

  test.runIf(root)('is not obeyed by a link that another user has made', () => {
    rmSync(file);
    const target = join(folder, 'target');
    writeFileSync(target, '');
    symlinkSync(target, file);
    expect(reasonToDistrust(file)).toBeUndefined();
    lchownSync(file, somebody, somebody);
    expect(reasonToDistrust(file)).toEqual(foreign());
  });
});

describe('what lies beside a file that was named', () => {
  test('is obeyed in a folder of nobody else, and where everything is writable for all', () => {
    expect(reasonToDistrustBeside(file)).toBeUndefined();
    chmodSync(file, 0o777);
    chmodSync(folder, 0o777);
    expect(reasonToDistrustBeside(file)).toBeUndefined();
  });

  test.runIf(root)('is not obeyed in a folder of everybody when it is another user’s', () => {
    const inner = join(folder, 'group_vars');
    mkdirSync(inner);
    chownSync(inner, somebody, somebody);
    expect(reasonToDistrustBeside(inner)).toBeUndefined();
    chmodSync(folder, 0o1777);
    expect(reasonToDistrustBeside(inner)?.why).toBe(`it belongs to another user (uid ${somebody})`);
  });
});
