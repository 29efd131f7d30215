import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waiting } from './waiting.ts';

/** A stream that says it is a terminal, or not, and keeps what is written. */
function place(isTTY: boolean) {
  const written: string[] = [];
  const stream = Object.assign(new PassThrough(), {
    isTTY,
    columns: 80,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  });
  stream.on('data', (chunk) => written.push(String(chunk)));
  return { stream, written };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('waiting', () => {
  it('shows nothing where there is no terminal', async () => {
    const { stream, written } = place(false);
    expect(await waiting('starting', { stream, colour: false }, async () => 7)).toBe(7);
    expect(written).toEqual([]);
  });

  it('says on a terminal what it waits for, and gives the cursor back', async () => {
    const { stream, written } = place(true);
    const work = async () => {
      vi.advanceTimersByTime(1000);
      return 7;
    };
    expect(await waiting('starting', { stream, colour: false }, work)).toBe(7);
    expect(written.join('')).toContain('starting');
    expect(written.join('').endsWith('\u001B[?25h')).toBe(true);
  });

  it('does not flicker for what is over at once', async () => {
    const { stream, written } = place(true);
    await waiting('starting', { stream, colour: false }, async () => 7);
    expect(written).toEqual([]);
  });

  it('lets what goes wrong pass', async () => {
    const { stream } = place(true);
    const work = async () => {
      throw new Error('no port');
    };
    await expect(waiting('starting', { stream, colour: false }, work)).rejects.toThrow('no port');
  });
});
