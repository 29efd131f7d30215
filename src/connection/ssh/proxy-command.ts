import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { Duplex, type Readable, type Writable } from 'node:stream';
import { ConnectionError } from '../connection.ts';
import type { Way } from './way.ts';

/** More than the last words of a proxy is not shown. */
const longestWords = 4096;

/** Milliseconds for a proxy to end by itself once it has closed its output. */
const goodByeNeeds = 1000;

/** Starts a `ProxyCommand`: a process of this machine whose standard input and output are the way to the host. */
export function startProxyCommand(command: string): Way {
  const child = spawn('/bin/sh', ['-c', `exec ${command}`], { stdio: 'pipe', detached: true });
  const end = watchEnd(child);
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
  stream.once('close', () => hangUp(child));
  stream.once('end', () => setTimeout(() => stream.destroy(), goodByeNeeds).unref());
  child.once('error', (error) => stream.destroy(error));
  // What ends it when we have closed the stream is no problem of its own.
  const byItself = () => stream.readableEnded || stream.errored !== null;
  return {
    stream,
    ended: () => (byItself() ? ended : undefined),
    problem: () => {
      const how = end();
      if (how === undefined || !byItself()) return undefined;
      return new ConnectionError('refused', `the proxy command \`${command}\` ${how}`, {
        help: 'try the proxy command by hand',
      });
    },
  };
}

/** How the process ended, once it has, with its last words on standard error. */
function watchEnd(child: ChildProcessByStdio<Writable, Readable, Readable>): () => string | undefined {
  let words = '';
  let end: string | undefined;
  child.stderr.on('data', (chunk: Buffer) => {
    words = `${words}${chunk}`.slice(-longestWords);
  });
  child.once('error', (error) => {
    end = `cannot be started: ${error.message}`;
  });
  child.once('exit', (code, signal) => {
    end ??= signal === null ? `ended with status ${code}` : `was ended by ${signal}`;
  });
  return () => {
    const last = words.trim().split('\n').at(-1) ?? '';
    return end === undefined || last === '' ? end : `${end}: ${last}`;
  };
}

/** As ssh itself ends it; with its own children, so that no `nc` is left behind, and for good when it does not listen. */
function hangUp(child: ChildProcess): void {
  if (hasEnded(child)) return;
  signalGroup(child, 'SIGHUP');
  const late = setTimeout(() => signalGroup(child, 'SIGKILL'), goodByeNeeds);
  child.once('exit', () => clearTimeout(late));
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-(pid as number), signal);
  } catch {
    // It has ended by itself.
  }
}
