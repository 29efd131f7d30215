import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Ask } from '../auth/key-ring.ts';
import { ConnectionError, type Target } from '../connection.ts';
import type { Deadline } from '../ssh/deadline.ts';
import { Answers, canAnswer } from './answers.ts';
import { Askpass } from './askpass.ts';
import { ControlSocket } from './control-socket.ts';
import { loginFailure, spoken } from './login-failure.ts';
import { masterArguments } from './master-arguments.ts';
import { MasterFolder } from './master-folder.ts';
import { SessionLink } from './session-link.ts';

/** Milliseconds that a process of ours may take to end when it is asked to. */
const endNeeds = 1000;

/** A process of the system's `ssh` in the background that is logged in and opens sessions for us (ControlMaster, ssh_config(5)). */
export class Master {
  readonly link: SessionLink;
  readonly #folder: MasterFolder;
  readonly #pid: number;

  private constructor(folder: MasterFolder, pid: number, link: SessionLink) {
    this.#folder = folder;
    this.#pid = pid;
    this.link = link;
  }

  /** Starts one; whatever goes wrong, nothing of it is left. Rejects with a `ConnectionError`, or with the reason of the deadline's signal. */
  static async start(target: Target, deadline: Deadline, ask: Ask | undefined): Promise<Master> {
    const folder = await MasterFolder.make();
    try {
      await logIn(target, { folder, deadline, ask });
      const { pid, control } = await deadline.over(adopt(folder));
      return new Master(folder, pid, new SessionLink(control));
    } catch (error) {
      await endsWithin(endNeeds, terminate(folder));
      await folder.remove();
      throw error;
    }
  }

  /** What `ssh` said last, if anything. */
  lastWords(): string | undefined {
    try {
      return spoken(readFileSync(this.#folder.log, 'utf8')).at(-1);
    } catch {
      return undefined;
    }
  }

  /** Ends it and its connection, and removes its folder. */
  async close(): Promise<void> {
    void terminate(this.#folder);
    const ended = await endsWithin(endNeeds, this.link.closed);
    // Our end of its socket is open, so it is still there and the number is still its own.
    if (!ended) kill(this.#pid, 'SIGKILL');
    this.link.destroy();
    await this.#folder.remove();
  }
}

interface LoggingIn {
  readonly folder: MasterFolder;
  readonly deadline: Deadline;
  readonly ask: Ask | undefined;
}

/** Resolves when a master is logged in and in the background. */
async function logIn(target: Target, { folder, deadline, ask }: LoggingIn): Promise<void> {
  let child: ChildProcess | undefined;
  const sources = {
    target,
    ask: ask && ((prompt: string) => deadline.without(() => ask(prompt))),
    master: () => child?.pid,
  };
  const answers = new Answers(sources);
  const askpass = canAnswer(sources) ? await Askpass.serve(folder, answers.answer) : undefined;
  const log = await folder.openLog();
  try {
    child = spawn(target.opensshProgram ?? 'ssh', await commandLine(target, folder, askpass !== undefined), {
      detached: true,
      stdio: ['ignore', 'ignore', log.fd],
      env: { ...process.env, ...askpass?.environment },
    });
    const code = await exitCode(child, target, deadline);
    if (code !== 0) throw loginFailure(target, readFileSync(folder.log, 'utf8'), answers.passwordGiven);
  } finally {
    askpass?.close();
    await folder.forgetKey();
    await log.close();
  }
}

async function commandLine(target: Target, folder: MasterFolder, answers: boolean): Promise<string[]> {
  const { privateKey } = target;
  if (privateKey === undefined) return masterArguments(target, { folder, answers });
  const keyFile = await folder.keepKey(privateKey);
  return masterArguments(target, { folder, answers, keyFile });
}

/** How `ssh` ended, 0 when it has gone into the background; ends its process group when the deadline is over. */
async function exitCode(child: ChildProcess, target: Target, deadline: Deadline): Promise<number | null> {
  if (child.pid === undefined) throw missing(target, (await once(child, 'error'))[0]);
  const exited = once(child, 'exit') as Promise<[number | null]>;
  try {
    return (await deadline.over(exited))[0];
  } catch (error) {
    kill(-child.pid, 'SIGTERM');
    if (!(await endsWithin(endNeeds, exited))) kill(-child.pid, 'SIGKILL');
    throw error;
  }
}

/** Becomes the client of a master that has logged in. */
async function adopt({ socket }: MasterFolder): Promise<{ pid: number; control: ControlSocket }> {
  const control = await ControlSocket.connect(socket);
  const pid = await control.alive();
  await control.proxy();
  return { pid, control };
}

async function endsWithin(milliseconds: number, end: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  const wait = delay(milliseconds, false, { signal: late.signal }).catch(() => false);
  const ended = await Promise.race([end.then(() => true), wait]);
  late.abort();
  return ended;
}

/** Ends the master of a folder, if it has one. */
async function terminate({ socket }: MasterFolder): Promise<void> {
  try {
    const control = await ControlSocket.connect(socket);
    await control.terminate();
    control.frames.destroy();
  } catch {
    // Nobody is there any more, or it does not answer: then whoever holds a connection to it ends it otherwise.
  }
}

function missing({ opensshProgram = 'ssh' }: Target, cause: NodeJS.ErrnoException): ConnectionError {
  const why = cause.code === 'ENOENT' ? 'is not installed' : `cannot be started: ${cause.message}`;
  return new ConnectionError('unsupported', `the system's \`${opensshProgram}\` ${why}`, {
    help: "install OpenSSH's client, name it with `ansible_ssh_executable`, or set `ansible_connection: ssh`",
    cause,
  });
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
