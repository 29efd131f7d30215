import { expect, test } from 'vitest';
import { leaveDeletedFolder } from './working-folder.ts';

function leave(cwd: () => string): string[] {
  const done: string[] = [];
  leaveDeletedFolder({
    cwd,
    chdir: (folder) => void done.push(`cd ${folder}`),
    stderr: { write: (text) => done.push(text) },
  });
  return done;
}

test('a working directory that is there is stayed in', () => {
  expect(leave(() => '/here')).toEqual([]);
});

test('one that was deleted is left', () => {
  const gone = () => {
    throw Object.assign(new Error('uv_cwd'), { code: 'ENOENT' });
  };
  expect(leave(gone)).toEqual(['cd /', 'warning: the working directory was deleted; relative paths count from `/`\n']);
});
