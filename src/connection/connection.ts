import type { Readable, Writable } from 'node:stream';

/** How to run one command. */
export interface ExecOptions {
  /** Bytes or a stream for the command's standard input, which ends after them; without it standard input is empty. */
  readonly stdin?: Uint8Array | string | Readable;
  /**
   * The command has a guard (`shell/guard.ts`) that takes the end of standard input for the wish to end it: standard input stays open
   * after `stdin` until the command has ended, and is closed early to end it, or when a `stdin` that is a stream is destroyed.
   */
  readonly lifeline?: boolean;
  /** Ends the command, here and on the host, when aborted; `exec` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told, before `exec` rejects because of {@link signal}, whether the host is sure to run nothing of the command any more. */
  readonly onEnded?: (report: EndReport) => void;
  /** Ask for a terminal on the host's side: output arrives as one stream, and the command reads from the terminal. */
  readonly pty?: boolean;
  /** Takes every chunk as it arrives, in the result's place; a promise holds back its stream, and no other, until it is resolved. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', chunk: Buffer) => Promise<void> | void;
  /** Takes standard output in the place of both, with back-pressure; it is not ended. */
  readonly stdout?: Writable;
  /** Told, where connections are pooled, how many milliseconds the command has waited for one with a channel free. */
  readonly onWaited?: (milliseconds: number) => void;
}

/** What is known of a command that was ended before its time. */
export interface EndReport {
  /** Whether every process of its group is known to have ended. */
  readonly sure: boolean;
  /** How it was ended, or why it is not sure. */
  readonly how: string;
}

/**
 * How a command ended. Exactly one of `code` and `signal` is not null: a command whose end is not known is never a result,
 * it is a {@link ConnectionError} of kind `lost`. Signal names are OpenSSH's, without `SIG` (RFC 4254, section 6.10).
 */
export interface ExecResult {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

export interface PutOptions {
  /** Octal mode of the file when it is complete; the host's umask decides otherwise. */
  readonly mode?: number;
  readonly signal?: AbortSignal;
}

export interface GetOptions {
  readonly signal?: AbortSignal;
  /** `false`: whoever asks compares a hash of their own, so the host need not read a large file twice. */
  readonly hash?: boolean;
}

/** One way to run commands on one host. Whoever opens it closes it, in a `finally`. */
export interface Connection {
  /**
   * Gives a command line to the user's login shell. Rejects with {@link ChannelRefused} when it was never started, with a
   * {@link ConnectionError} of kind `lost` when its end is not known.
   */
  exec(command: string, options?: ExecOptions): Promise<ExecResult>;
  /** Writes a file on the host: whole or not at all (temporary name, then rename), size and hash checked. Rejects with {@link TransferError}. */
  put(content: Uint8Array | Readable, path: string, options?: PutOptions): Promise<void>;
  /** Reads a file of the host into `sink`, which is not ended; resolves with the number of bytes when all of it has arrived and was checked. */
  get(path: string, sink: Writable, options?: GetOptions): Promise<number>;
  /** Whether it still seems usable, from what is known here: no round trip. */
  alive(): boolean;
  /** Ends it; never rejects for a connection that is gone already. */
  close(): Promise<void>;
}

/** Opens connections. SSH and local are the real ones; pool and jump wrap another. */
export interface Connector {
  /** What is opened is for one task: whoever opens it for a task closes it behind that task. */
  readonly forOneTask?: boolean;
  open(target: Target, signal?: AbortSignal): Promise<Connection>;
  /** Forgets connections that are kept for a target, so that the next one is fresh; a connector that keeps none has no such method. */
  reset?(target: Target): Promise<void>;
}

/** A way to log in that a user's ssh_config asks for, and that only the system's `ssh` has. */
export interface ForeignLogin {
  /** The option and where it stands, for messages. */
  readonly what: string;
  /** The method of authentication that the server has to take for it, by OpenSSH's name. */
  readonly method: string;
}

/** Where and how to connect, all defaults applied: plain data, worked out from a host's variables and the run's options. */
export interface Target {
  /** The inventory's name of the host, for messages. */
  readonly host: string;
  readonly transport: 'ssh' | 'local' | 'openssh';
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  /** Private key files in the order they are tried; `~` already expanded. */
  readonly identityFiles: readonly string[];
  /** The key's text itself, instead of a file (`ansible_ssh_private_key`). */
  readonly privateKey?: string;
  readonly identitiesOnly: boolean;
  /** Path of the agent's socket, or undefined for none. */
  readonly agent?: string;
  readonly hostKeyChecking: 'strict' | 'accept-new' | 'off';
  readonly knownHostsFiles: readonly string[];
  /** Milliseconds for TCP, banner, key exchange and authentication together. */
  readonly connectTimeout: number;
  /** Milliseconds between keepalives, 0 for none; and how many may go unanswered. */
  readonly keepaliveInterval: number;
  readonly keepaliveCountMax: number;
  /** Whether the user named {@link identityFiles}: one that cannot be read is then an error, else it is passed over. */
  readonly identitiesNamed?: boolean;
  /** Opens encrypted keys of {@link identityFiles} and {@link privateKey}. */
  readonly passphrase?: string;
  /** Methods of authentication in the order they are tried, by OpenSSH's names; absent: publickey, keyboard-interactive, password. */
  readonly preferredAuthentications?: readonly string[];
  /** The name under which the host key is known, instead of the address. */
  readonly hostKeyAlias?: string;
  /** Whether a key that `accept-new` learns is written down with its host's name hashed. */
  readonly hashKnownHosts?: boolean;
  /** Bastions on the way, the nearest first; none of them has `jumps` of its own. */
  readonly jumps?: readonly Target[];
  /** A command on this machine whose standard input and output are the way to the host; `%h`, `%p`, `%r` already expanded. */
  readonly proxyCommand?: string;
  readonly forwardAgent?: boolean;
  readonly addressFamily?: 4 | 6;
  /** Never ask the user for anything (`BatchMode`). */
  readonly batch?: boolean;
  /** Words for the command line of the system's `ssh`, in its order, and what it is to connect to. */
  readonly opensshArguments?: readonly string[];
  readonly opensshDestination?: string;
  /** The system's `ssh` program, by default the one in `PATH`. */
  readonly opensshProgram?: string;
  /** Whether the system's `ssh` is tried when ssh2 lacks what the server wants. */
  readonly fallback?: boolean;
  /** Why only the system's `ssh` can tell how this host is reached, where {@link fallback} lets it. */
  readonly beyondUs?: string;
  /** Ways to log in that the user's ssh_config asks for and ssh2 does not have: told when a login fails. */
  readonly foreignLogins?: readonly ForeignLogin[];
}

/**
 * Why a host could not be reached or was lost. `dropped`: the server closed the connection before the login was done and before it had said
 * anything about us, as it does over MaxStartups; trying again later may well work, and the pool does. `exhausted`: this machine has no room
 * for another connection, and may have when one of those there are has ended.
 */
export type ConnectionErrorKind =
  | 'address'
  | 'refused'
  | 'dropped'
  | 'exhausted'
  | 'timeout'
  | 'protocol'
  | 'host-key'
  | 'auth'
  | 'key-file'
  | 'lost'
  | 'channel'
  | 'unsupported';

/**
 * A host could not be reached, or was lost: the outcome is `unreachable`, never `failed`. `message` says what happened and at which
 * hop, `help` what to do or type. `mayHaveRun` is true when a command had been handed over and its end is not known.
 */
export class ConnectionError extends Error {
  readonly kind: ConnectionErrorKind;
  readonly help?: string;
  readonly mayHaveRun: boolean;

  constructor(
    kind: ConnectionErrorKind,
    message: string,
    rest: { help?: string; mayHaveRun?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: rest.cause });
    this.name = 'ConnectionError';
    this.kind = kind;
    if (rest.help !== undefined) this.help = rest.help;
    this.mayHaveRun = rest.mayHaveRun ?? false;
  }
}

/**
 * The server would not open another channel on this connection (MaxSessions, a lack of resources): the command never ran, so it may be
 * run again on this connection when another has ended, or on another connection.
 */
export class ChannelRefused extends ConnectionError {
  constructor(message: string, rest: { help?: string; cause?: unknown } = {}) {
    super('channel', message, rest);
    this.name = 'ChannelRefused';
  }
}

/** A file could not be written or read on a host that can be reached: the task fails. `message` names the file and what is wrong with it. */
export class TransferError extends Error {
  readonly path: string;

  constructor(path: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'TransferError';
    this.path = path;
  }
}
