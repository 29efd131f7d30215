import type { Socket } from 'node:net';
import type { Connection, Session } from 'ssh2';
import { answerClose } from '../../src/demo/answer-close.ts';
import { Deferred } from '../../src/std/deferred.ts';
import type { RigCounters } from './counters.ts';
import { forward, refuseForWantOfRoom } from './forward.ts';
import { Login, type LoginRules } from './login.ts';
import { type SessionOwner, type SessionRules, serveSession } from './rig-session.ts';

/** What a connection may do; read again for each channel. */
export interface RigRules extends SessionRules {
  /** Session channels beyond so many open ones on a connection are refused, as by MaxSessions. */
  maxSessions: number;
  /** Whether `direct-tcpip` is allowed, as a bastion needs it. */
  forwarding: boolean;
  /** `direct-tcpip` channels beyond so many open ones on a connection are refused for want of room. */
  maxForwards: number;
}

/** One client's connection as the server sees it. */
export class RigConnection implements SessionOwner {
  readonly socket: Socket;
  readonly port: number;
  readonly rules: RigRules;
  readonly counters: RigCounters;
  user = '';
  /** ssh2's own object, once the client has sent its identification line. */
  client: Connection | undefined;
  /** Session channels of this connection that are open now. */
  channels = 0;
  #forwards = 0;
  readonly #login: Login;
  readonly #ready = new Deferred<void>();
  readonly #gone = new Deferred<void>();

  constructor(socket: Socket, login: LoginRules, rules: RigRules, counters: RigCounters) {
    this.socket = socket;
    this.port = socket.remotePort ?? -1;
    this.rules = rules;
    this.counters = counters;
    socket.once('close', () => this.#gone.resolve());
    this.#login = new Login(login, () => {
      counters.authRefused += 1;
    });
  }

  /** Called by the rig once the client has sent its identification line. */
  speak(client: Connection): void {
    this.client = client;
    client.on('error', () => {});
    client.once('handshake', () => {
      this.counters.handshakes += 1;
    });
    client.once('ready', () => {
      this.counters.authenticated += 1;
      this.#ready.resolve();
    });
    client.on('authentication', (context) => {
      this.user = context.username;
      this.#login.decide(context);
    });
    client.on('session', (accept, reject) => this.#session(accept, reject));
    client.on('tcpip', (accept, reject, to) => {
      if (!this.rules.forwarding) reject();
      else if (this.#forwards >= this.rules.maxForwards) refuseForWantOfRoom(client, reject);
      else {
        this.#forwards += 1;
        forward(accept, reject, to, this.counters).then(() => {
          this.#forwards -= 1;
        });
      }
    });
  }

  /** Resolves when the client has authenticated. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Resolves when its socket is closed, by whichever side. */
  get gone(): Promise<void> {
    return this.#gone.promise;
  }

  /** Stops reading and writing; the kernel still acknowledges, nobody answers. */
  vanish(): void {
    this.socket.removeAllListeners('data');
    this.socket.pause();
    this.socket.write = () => true;
  }

  /** Starts a new key exchange in the middle of whatever goes on; resolves when it is done. */
  rekey(): Promise<void> {
    return new Promise((resolve) => this.client?.rekey(resolve));
  }

  /** Called when the client closes a session on which nothing was started. */
  answerClose(session: Session): void {
    if (this.client !== undefined) answerClose(this.client, session);
  }

  #session(accept: () => Session, reject: () => void): void {
    if (this.channels >= this.rules.maxSessions) {
      this.counters.channelsRefused += 1;
      reject();
      return;
    }
    this.channels += 1;
    this.counters.channels.up();
    serveSession(this, accept()).then(() => {
      this.channels -= 1;
      this.counters.channels.down();
    });
  }
}
