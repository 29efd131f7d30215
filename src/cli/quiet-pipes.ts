import type { Output } from './invocation.ts';

/** The reader went away (`| head`) or the terminal closed: what follows has nobody to read it. */
const gone = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED', 'ECONNRESET']);

/**
 * Keeps a run alive when nobody reads its output any more; the rest of the text is dropped, hosts and report files are not. Any other
 * error of the stream (a full disk) goes to `report`, once.
 */
export function quietPipes(outputs: readonly Output[], report: (error: NodeJS.ErrnoException) => void): void {
  for (const output of outputs) {
    let told = false;
    output.on('error', (error: NodeJS.ErrnoException) => {
      if (told || gone.has(error.code ?? '')) return;
      told = true;
      report(error);
    });
  }
}
