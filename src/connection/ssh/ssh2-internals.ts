import type { Client, ClientChannel, ParsedKey } from 'ssh2';

/**
 * Everything of ssh2 that is not public and that we use, in one place. ssh2 is pinned; what is not there is not used: each function says so
 * and the caller falls back to the public interface.
 */
interface Inside {
  readonly _chanMgr?: { add?(opened: Opened): number; readonly _channels?: Readonly<Record<number, SftpChannel>> };
  readonly _protocol?: {
    session?(id: number, window: number, packet: number): void;
    exec?(id: number, command: string, wantReply: boolean): void;
    pty?(
      id: number,
      rows: number,
      columns: number,
      height: number,
      width: number,
      terminal: string,
      modes: null,
      wantReply: boolean,
    ): void;
    authPK?: SignOrAsk;
    readonly _handlers?: { GLOBAL_REQUEST?: GlobalRequest };
  };
}

interface InsideChannel {
  readonly _callbacks?: ((failed: boolean | Error) => void)[];
  readonly outgoing?: { readonly id: number };
  subtype?: string;
}

/** A channel of ssh2's for SFTP; until the server has answered to the request for the subsystem, that is among its callbacks. */
interface SftpChannel {
  /** Of SFTP that is spoken; -1 before that, and absent on other channels. */
  readonly _version?: number;
  readonly subtype?: string;
  readonly _callbacks?: readonly unknown[];
  end?(): void;
}

type Opened = ((error: OpenError | undefined, channel: ClientChannel) => void) & { type?: string };
type Sign = (data: Buffer, done: (signature: Buffer) => void) => void;
type SignOrAsk = (user: string, key: ParsedKey, algorithm?: string | Sign, sign?: Sign) => void;

type GlobalRequest = (protocol: unknown, name: string, wantReply: boolean, data: unknown) => void;

/** ssh2's error for a channel that was not opened; `reason` is the server's code (RFC 4254, section 5.1), absent when the connection is gone. */
export type OpenError = Error & { readonly reason?: number | string };

/** ssh2's own figures for a channel: what the server may send before it must wait, and in how large pieces. */
const window = 2 * 1024 * 1024;
const packet = 32 * 1024;

/** Whether session channels can be opened ahead of the command they will run. */
export function canOpenAhead(client: Client): boolean {
  const { _chanMgr, _protocol } = client as unknown as Inside;
  return (
    typeof _chanMgr?.add === 'function' &&
    typeof _protocol?.session === 'function' &&
    typeof _protocol.exec === 'function' &&
    typeof _protocol.pty === 'function'
  );
}

/** Opens a session channel on which nothing runs yet. Rejects with an {@link OpenError}. Only where {@link canOpenAhead}. */
export function openSession(client: Client): Promise<ClientChannel> {
  const { _chanMgr, _protocol } = client as unknown as Inside;
  return new Promise((resolve, reject) => {
    const opened: Opened = (error, channel) => (error === undefined ? resolve(channel) : reject(error));
    opened.type = 'session';
    const id = _chanMgr?.add?.(opened) ?? -1;
    _protocol?.session?.(id, window, packet);
  });
}

/**
 * Runs a command on such a channel, in one round trip also with a terminal; rejects when the server says no, or the connection ends first.
 */
export function startOn(
  client: Client,
  channel: ClientChannel,
  { command, pty }: { readonly command: string; readonly pty: boolean },
): Promise<void> {
  const { _protocol } = client as unknown as Inside;
  const inside = channel as unknown as InsideChannel;
  const id = inside.outgoing?.id ?? -1;
  const answer = (what: string) =>
    new Promise<void>((resolve, reject) => {
      inside._callbacks?.push((failed) => (failed === false ? resolve() : reject(new Error(`Unable to ${what}`))));
    });
  const answers: Promise<void>[] = [];
  if (pty) {
    answers.push(answer('request a pseudo-terminal'));
    _protocol?.pty?.(id, 24, 80, 480, 640, 'vt100', null, true);
  }
  answers.push(answer('exec'));
  inside.subtype = 'exec';
  _protocol?.exec?.(id, command, true);
  return Promise.all(answers).then(() => {});
}

/** Closes the channels on which the server has refused SFTP: ssh2 keeps them open, and each is one of few. */
export function closeRefusedSftp(client: Client): void {
  const channels = Object.values((client as unknown as Inside)._chanMgr?._channels ?? {});
  const refused = channels.filter(
    ({ _version, subtype, _callbacks }) => _version === -1 && subtype === undefined && _callbacks?.length === 0,
  );
  for (const channel of refused) channel.end?.();
}

/** Whether a channel has what {@link startOn} needs. */
export function isReadyForExec(channel: ClientChannel): boolean {
  const { _callbacks, outgoing } = channel as unknown as InsideChannel;
  return Array.isArray(_callbacks) && typeof outgoing?.id === 'number';
}

/** Saves the round trip in which a server is asked whether a key would do, for keys that `atOnce` picks. Call it after `connect`. */
export function signAtOnce(client: Client, atOnce: (key: ParsedKey) => boolean): void {
  const protocol = (client as unknown as Inside)._protocol;
  const authPK = protocol?.authPK;
  if (protocol === undefined || typeof authPK !== 'function') return;
  protocol.authPK = (user, key, algorithm, sign) => {
    const asks = typeof algorithm !== 'function' && sign === undefined;
    if (!asks || !key.isPrivateKey() || !atOnce(key)) authPK.call(protocol, user, key, algorithm, sign);
    else authPK.call(protocol, user, key, algorithm, (data, done) => done(signed(key, data, algorithm)));
  };
}

function signed(key: ParsedKey, data: Buffer, algorithm: string | undefined): Buffer {
  const hash = /^rsa-sha2-(256|512)$/.exec(algorithm ?? '')?.[1];
  const signature: Buffer | Error = key.sign(data, hash && `sha${hash}`);
  if (signature instanceof Error) throw signature;
  return signature;
}

/**
 * Passes over what OpenSSH tells of its other host keys after a login. ssh2 would have the server sign with each of them, for an event that
 * nobody listens to: milliseconds of the server's time before the first command. Call it after `connect`.
 */
export function ignoreOtherHostKeys(client: Client): void {
  const handlers = (client as unknown as Inside)._protocol?._handlers;
  const handle = handlers?.GLOBAL_REQUEST;
  if (handlers === undefined || typeof handle !== 'function') return;
  handlers.GLOBAL_REQUEST = (protocol, name, wantReply, data) => {
    if (wantReply || name !== 'hostkeys-00@openssh.com') handle(protocol, name, wantReply, data);
  };
}
