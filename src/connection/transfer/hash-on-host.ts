import { checksumFunction } from '../../shell/checksum.ts';
import { loginShellCommand } from '../../shell/login-shell.ts';
import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import type { Exec } from './exec.ts';

/**
 * The SHA-1 of the first `bytes` of a file of the host, which may have grown since; `undefined` where the host runs no commands of ours, or
 * has no tool for it.
 */
export async function hashOnHost(
  exec: Exec,
  file: { readonly path: string; readonly bytes: number },
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { stdout } = await exec(hashCommand(file), signal && { signal });
  return /^RUNBOOK-SUM ([0-9a-f]{40})$/m.exec(stdout.toString())?.[1];
}

function hashCommand({ path, bytes }: { path: string; bytes: number }): string {
  return loginShellCommand(`p=${quote(operand(path))}
${checksumFunction}
if [ "$(wc -c < "$p")" -eq ${bytes} ]; then s=$(checksum "$p"); else s=$(head -c ${bytes} "$p" | checksum /dev/stdin); fi
echo RUNBOOK""-SUM "$s"`);
}
