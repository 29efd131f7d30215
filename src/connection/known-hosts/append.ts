import { open } from 'node:fs/promises';

/**
 * Adds one line to a known_hosts file, which is made when it is not there, in a folder that is. One write in append mode: lines of several programs that do
 * this at once do not mix.
 */
export async function appendKnownHost(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    const separator = size > 0 && last.toString() !== '\n' ? '\n' : '';
    await handle.appendFile(`${separator}${line}\n`);
  } finally {
    await handle.close();
  }
}
