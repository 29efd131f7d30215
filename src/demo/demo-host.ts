import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import ssh2, { type AuthContext, type Connection, type Session } from 'ssh2';
import { answerClose } from './answer-close.ts';
import { type KeyPair, newKey } from './key.ts';
import { endCommand, type Place, runCommand, signalCommand } from './run-command.ts';
import { serveSftp } from './sftp-session.ts';

/** Who may log in. */
export interface Visitor {
  readonly user: string;
  readonly publicKey: string;
}

/** One host of the fleet: an SSH server on 127.0.0.1 whose commands really run, in a folder of its own. */
export class DemoHost {
  readonly name: string;
  readonly hostKey: KeyPair = newKey();
  readonly #place: Place;
  readonly #visitor: { readonly user: string; readonly key: ssh2.ParsedKey };
  readonly #listener: Server;
  readonly #ssh: ssh2.Server;
  readonly #sockets = new Set<Socket>();
  readonly #running = new Set<ChildProcess>();

  private constructor(name: string, place: Place, visitor: Visitor) {
    const key = ssh2.utils.parseKey(visitor.publicKey);
    if (key instanceof Error) throw key;
    this.name = name;
    this.#place = place;
    this.#visitor = { user: visitor.user, key };
    this.#ssh = new ssh2.Server({ hostKeys: [this.hostKey.private] }, (connection) => this.#connected(connection));
    this.#listener = createServer({ noDelay: true }, (socket) => this.#accept(socket));
  }

  /** Starts one on a random port; resolves when it listens. */
  static async start(name: string, place: Place, visitor: Visitor): Promise<DemoHost> {
    const host = new DemoHost(name, place, visitor);
    host.#listener.listen(0, '127.0.0.1');
    await once(host.#listener, 'listening');
    return host;
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  /** Cuts the connections and kills what runs; resolves when all of it has ended. */
  async close(): Promise<void> {
    this.#listener.close();
    const ended = [...this.#running].map((child) => once(child, 'exit'));
    for (const child of this.#running) signalCommand(child, 'SIGKILL');
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(ended);
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    this.#ssh.injectSocket(socket);
  }

  #connected(connection: Connection): void {
    connection.on('error', () => connection.end());
    connection.on('authentication', (context) =>
      this.#welcome(context) ? context.accept() : context.reject(['publickey']),
    );
    const sessions = new Set<() => void>();
    connection.on('session', (accept) => this.#session(accept(), connection, sessions));
    connection.once('close', () => {
      for (const end of sessions) end();
    });
  }

  /** An offer without a signature is welcome when the key is: the client then signs. */
  #welcome(context: AuthContext): boolean {
    const { user, key } = this.#visitor;
    if (context.method !== 'publickey' || context.username !== user || !key.getPublicSSH().equals(context.key.data))
      return false;
    if (context.signature === undefined || context.blob === undefined) return true;
    return key.verify(context.blob, context.signature, context.hashAlgo);
  }

  /** Serves one session; a terminal is refused, as there is none to give. While its command may run, the set of the connection has a way to end it. */
  #session(session: Session, connection: Connection, sessions: Set<() => void>): void {
    let child: ChildProcess | undefined;
    const end = () => {
      sessions.delete(end);
      if (child) endCommand(child);
    };
    sessions.add(end);
    session.on('exec', (accept, _reject, { command }) => {
      child = runCommand(command, this.#place, accept());
      this.#watch(child);
    });
    session.on('signal', (accept, reject, { name }) => {
      const known = child !== undefined && signalCommand(child, `SIG${name}` as NodeJS.Signals);
      if (known) accept?.();
      else reject?.();
    });
    session.on('sftp', (accept) => serveSftp(accept(), this.#place.home));
    session.once('close', () => {
      answerClose(connection, session);
      end();
    });
  }

  #watch(child: ChildProcess): void {
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    child.once('error', () => this.#running.delete(child));
  }
}
