import type { Duplex } from 'node:stream';
import { ConnectionError } from '../connection.ts';
import { Dropped } from './dropped.ts';
import { ProtocolViolation } from './protocol-violation.ts';

/** What sshd says before it hangs up on a connection that it has no room for, or does not like for a while. */
const noRoom = /Exceeded MaxStartups|Not allowed at this time/i;

/** The first bytes a server sends, to tell an SSH server from something else and a full one from a dead one. */
export class Greeting {
  #text = '';

  /** Listens on a stream until the server has introduced itself; to be called before anything reads from it. */
  listen(stream: Duplex, introduced: () => void): void {
    const hear = (chunk: Buffer): void => {
      this.#text += chunk.toString('latin1', 0, 512);
      if (!this.introduced && this.#text.length < 16_384) return;
      stream.off('data', hear);
      introduced();
    };
    stream.on('data', hear);
  }

  /** Whether an SSH identification line has arrived whole (RFC 4253, section 4.2). */
  get introduced(): boolean {
    return /^SSH-[^\r\n]*\r?\n/m.test(this.#text);
  }

  /** Why a connection ended before the server had introduced itself. */
  problem(where: string, cause: unknown): Error {
    const line = this.#text.split(/\r?\n/, 1)[0] ?? '';
    const nonsense = cause instanceof ProtocolViolation;
    if (!nonsense && (line === '' || line.startsWith('SSH-') || noRoom.test(line))) {
      const said = line === '' ? '' : `, after \`${line}\``;
      return new Dropped(`${where} closed the connection before it had introduced itself${said}`, cause);
    }
    const why = nonsense ? cause.message : `\`${printable(line)}\``;
    return new ConnectionError('protocol', `what answers at ${where} is not an SSH server: ${why}`, {
      help: 'check `ansible_port`',
      cause,
    });
  }
}

function printable(line: string): string {
  const text = line.replace(/[^ -~]/g, '?');
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
