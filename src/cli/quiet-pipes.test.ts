import { expect, it } from 'vitest';
import { FakeProcess } from '../../test/rig/fake-process.ts';
import { quietPipes } from './quiet-pipes.ts';

function fail(code: string): Error {
  return Object.assign(new Error(code), { code });
}

it('lets nobody reading pass and reports any other error once', async () => {
  const { stdout, stderr } = new FakeProcess([]);
  const reported: (string | undefined)[] = [];
  const lost = quietPipes([stdout, stderr], (error) => reported.push(error.code));
  for (const code of ['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']) stdout.emit('error', fail(code));
  expect(await lost()).toBe(false);
  for (const code of ['ENOSPC', 'ENOSPC']) stdout.emit('error', fail(code));
  stderr.emit('error', fail('EBADF'));
  expect(await lost()).toBe(true);
  expect(reported).toEqual(['ENOSPC', 'EBADF']);
});
