import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { quote } from '../../shell/quote.ts';
import type { MasterFolder } from './master-folder.ts';

/** What `ssh` asks; `asker` is the id of the process that asks, which may be one that `ssh` has started for a bastion. */
export interface Question {
  readonly prompt: string;
  readonly asker: number;
}

/** The helper that `ssh` runs: it hands the question to us and our answer to `ssh`, which reads its output. Not answered: it fails. */
const helper = `
const socket = require('node:net').connect(process.argv[1]);
let answer = '';
socket.on('data', (chunk) => (answer += chunk));
socket.on('error', () => process.exit(1));
socket.on('end', () => (answer ? require('node:fs').writeSync(1, answer.slice(1) + '\\n') : process.exit(1)));
socket.end(JSON.stringify({ prompt: process.argv[2], asker: process.ppid }));
`;

/**
 * Answers what one `ssh` asks, through a helper (SSH_ASKPASS, ssh(1)) and a socket in the master's private folder: no answer is ever
 * in a file, an argument or the environment.
 */
export class Askpass {
  readonly #program: string;
  readonly #server: Server;

  private constructor(program: string, server: Server) {
    this.#program = program;
    this.#server = server;
  }

  /** Starts to answer; an answer of undefined makes `ssh` do without. */
  static async serve(
    folder: MasterFolder,
    answer: (question: Question) => Promise<string | undefined>,
  ): Promise<Askpass> {
    const socket = join(folder.path, 'a');
    const words = [process.execPath, '-e', helper, socket].map(quote).join(' ');
    const program = await folder.program('ask', `#!/bin/sh\nexec ${words} "$1"\n`);
    const server = createServer({ allowHalfOpen: true }, (asking) => void reply(asking, answer));
    server.listen(socket);
    await once(server, 'listening');
    return new Askpass(program, server);
  }

  /** What `ssh` finds the helper by; `DISPLAY` is for those before OpenSSH 8.4. */
  get environment(): Record<string, string> {
    return { SSH_ASKPASS: this.#program, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: process.env.DISPLAY ?? ':0' };
  }

  close(): void {
    this.#server.close();
  }
}

async function reply(asking: Socket, answer: (question: Question) => Promise<string | undefined>): Promise<void> {
  // A helper that was ended waits for no answer.
  asking.on('error', () => {});
  try {
    const given = await answer(JSON.parse(await heard(asking)) as Question);
    asking.end(given === undefined ? '' : `+${given}`);
  } catch {
    asking.end();
  }
}

/** Not by a helper of streams: those destroy the socket, and with it the way of the answer. */
async function heard(asking: Socket): Promise<string> {
  let question = '';
  asking.setEncoding('utf8').on('data', (text: string) => {
    question += text;
  });
  await once(asking, 'end');
  return question;
}
