import { expect, it } from 'vitest';
import { LocalConnector } from './local.ts';

it('an aborted command is ended, also when nobody asks how', async () => {
  const connection = await new LocalConnector().open();
  const controller = new AbortController();
  let pid = 0;
  const exec = connection.exec('echo $$; exec sleep 60', {
    signal: controller.signal,
    onOutput: (_stream, chunk) => {
      pid = Number(chunk.toString());
      controller.abort(new Error('enough'));
    },
  });
  await expect(exec).rejects.toThrow('enough');
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
