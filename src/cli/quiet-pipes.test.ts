import { expect, it } from 'vitest';
import { FakeProcess } from '../../test/rig/fake-process.ts';
import { quietPipes } from './quiet-pipes.ts';

function fail(code: string): Error {
  return Object.assign(new Error(code), { code });
}

it('lets nobody reading pass and reports any other error once', () => {
  const { stdout, stderr } = new FakeProcess([]);
  const reported: (string | undefined)[] = [];
  quietPipes([stdout, stderr], (error) => reported.push(error.code));
  for (const code of ['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED', 'ENOSPC', 'ENOSPC']) stdout.emit('error', fail(code));
  stderr.emit('error', fail('EBADF'));
  expect(reported).toEqual(['ENOSPC', 'EBADF']);
});
