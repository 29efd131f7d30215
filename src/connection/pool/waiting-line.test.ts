import { describe, expect, test } from 'vitest';
import { WaitingLine } from './waiting-line.ts';

describe('a waiting line', () => {
  test('serves in order, those at the head first', async () => {
    const line = new WaitingLine<number>();
    const all = [line.wait(), line.wait(), line.wait({ first: true })];
    for (const value of [1, 2, 3]) expect(line.serve(value)).toBe(true);
    expect(line.serve(4)).toBe(false);
    expect(await Promise.all(all)).toEqual([2, 3, 1]);
  });

  test('asks for urgency when it serves', async () => {
    const line = new WaitingLine<string>();
    let urgent = false;
    const all = [line.wait(), line.wait({ urgent: () => urgent })];
    expect(line.urgent).toBe(false);
    urgent = true;
    line.serve('urgent');
    line.serve('other');
    expect(await Promise.all(all)).toEqual(['other', 'urgent']);
  });

  test('lets go of those who give up, and says so', async () => {
    let left = 0;
    const line = new WaitingLine<string>(() => {
      left += 1;
    });
    await expect(line.wait({ signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
    const controller = new AbortController();
    const gone = line.wait({ signal: controller.signal });
    const stays = line.wait();
    controller.abort(new Error('enough'));
    await expect(gone).rejects.toThrow('enough');
    expect([line.length, left]).toEqual([1, 1]);
    line.serve('yes');
    expect(await stays).toBe('yes');
  });

  test('is served or failed as a whole', async () => {
    const line = new WaitingLine<string>();
    const served = [line.wait(), line.wait()];
    line.serveAll('all');
    expect(await Promise.all(served)).toEqual(['all', 'all']);
    const failed = Promise.allSettled([line.wait(), line.wait()]);
    line.failAll(new Error('over'));
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(line.length).toBe(0);
  });
});
