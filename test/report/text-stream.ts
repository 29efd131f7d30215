import { Writable } from 'node:stream';

/** A stream that keeps the text written to it. */
export class TextStream extends Writable {
  text = '';
  /** How often it was written to. */
  writes = 0;
  readonly isTTY: boolean;

  constructor(isTTY = false) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    this.writes += 1;
    done();
  }
}
