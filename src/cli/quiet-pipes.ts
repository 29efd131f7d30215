import type { Output } from '../run/run-io.ts';

/** The reader went away (`| head`) or the terminal closed: what follows has nobody to read it. */
const gone = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED', 'ECONNRESET']);

/** Whether output was lost for another reason than that nobody wants it (a full disk), once what was written has been given away. */
export type OutputLost = () => Promise<boolean>;

/**
 * Keeps a run alive when nobody reads its output any more; the rest of the text is dropped, hosts and report files are not. Any other
 * error of a stream goes to `report`, once.
 */
export function quietPipes(outputs: readonly Output[], report: (error: NodeJS.ErrnoException) => void): OutputLost {
  const lost = new Set<Output>();
  for (const output of outputs) {
    output.on('error', (error: NodeJS.ErrnoException) => {
      if (lost.has(output) || gone.has(error.code ?? '')) return;
      lost.add(output);
      report(error);
    });
  }
  return async () => {
    await Promise.all(outputs.map(flushed));
    return lost.size > 0;
  };
}

function flushed(output: Output): Promise<void> {
  return new Promise((resolve) => {
    if (output.destroyed || !output.writable) resolve();
    else output.write('', () => resolve());
  });
}
