import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { ServerChannel } from 'ssh2';
import { ChannelOutput } from './channel-output.ts';

/** Where commands of one host run and what they find in their environment. */
export interface Place {
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs a command line under `/bin/sh` in a process group of its own and joins it to a channel, as sshd does: exit status or signal when
 * the process ends, EOF and CLOSE when nobody holds its output open any more.
 */
export function runCommand(command: string, place: Place, channel: ServerChannel): ChildProcess {
  const output = new ChannelOutput(channel);
  const child = spawn('/bin/sh', ['-c', command], { cwd: place.home, env: { ...place.env }, detached: true });
  const { stdin, stdout, stderr } = child;
  // A command that does not read its input is no reason to stop the client: what is left of it is thrown away.
  stdin.on('error', () => channel.resume());
  channel.pipe(stdin);
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      void output.write('stderr', `/bin/sh: ${error.message}\n`);
      output.afterwards(() => channel.exit(127));
      resolve();
    });
    child.once('exit', (code, signal) => {
      if (code !== null) channel.exit(code);
      else if (signal !== null) channel.exit(signal.replace(/^SIG/, ''), false, '');
      resolve();
    });
  });
  const all = [ended, carry(stdout, 'stdout', output), carry(stderr, 'stderr', output)];
  void Promise.allSettled(all).then(() => output.afterwards(() => channel.end()));
  return child;
}

async function carry(from: Readable, stream: 'stdout' | 'stderr', output: ChannelOutput): Promise<void> {
  for await (const chunk of from) await output.write(stream, chunk as Buffer);
}

/** Sends a signal to a command and to everything in its process group; false when nobody is left there. */
export function signalCommand(child: ChildProcess, signal: NodeJS.Signals): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

/** Ends a command whose channel is gone: as a closed terminal does at first, then, after a second, for good. */
export function endCommand(child: ChildProcess): void {
  if (signalCommand(child, 'SIGHUP')) setTimeout(() => signalCommand(child, 'SIGKILL'), 1000).unref();
}
