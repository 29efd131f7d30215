/** The server ended the connection before it had introduced itself, as OpenSSH does over MaxStartups: another attempt may succeed. */
export class Dropped extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Dropped';
  }
}
