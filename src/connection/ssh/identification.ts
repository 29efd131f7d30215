import { ProtocolViolation } from './protocol-violation.ts';

/** OpenSSH's own limits (its `kex_exchange_identification`): bytes of a line, and lines before the one that counts. */
const longestLine = 8192;
const mostLines = 1024;

const newline = 0x0a;
const carriageReturn = 0x0d;

/** Gathers what a server sends up to the end of its identification line (RFC 4253, section 4.2), in whatever pieces it comes. */
export class Identification {
  #chunks: Buffer[] = [];
  #line = '';
  #lines = 0;

  /** All that has come, once the line is there; nothing before that. Throws a {@link ProtocolViolation} where there will never be one. */
  take(chunk: Buffer): Buffer | undefined {
    this.#chunks.push(chunk);
    for (let at = 0; at < chunk.length; ) {
      const end = chunk.indexOf(newline, at);
      this.#add(chunk.subarray(at, end === -1 ? chunk.length : end + 1));
      if (end === -1) return undefined;
      if (this.#line.startsWith('SSH-')) return Buffer.concat(this.#chunks);
      this.#line = '';
      this.#lines += 1;
      if (this.#lines > mostLines) throw new ProtocolViolation(`it sent more than ${mostLines} lines of greeting`);
      at = end + 1;
    }
    return undefined;
  }

  #add(bytes: Buffer): void {
    const afterReturn = this.#line.endsWith('\r');
    this.#line += bytes.toString('latin1');
    const lone = bytes.indexOf(carriageReturn);
    const returnInside = lone !== -1 && lone < bytes.length - 1 && bytes[lone + 1] !== newline;
    if (bytes.includes(0) || returnInside || (afterReturn && bytes[0] !== newline))
      throw new ProtocolViolation('it sent characters that no greeting has');
    if (this.#line.length > longestLine) throw new ProtocolViolation(`it sent a line of over ${longestLine} bytes`);
  }
}
