import type { Duplex } from 'node:stream';
import type { Client, ClientChannel, ParsedKey } from 'ssh2';
import { Identification } from './identification.ts';
import { ProtocolViolation } from './protocol-violation.ts';

/**
 * Everything of ssh2 that is not public and that we use, in one place. ssh2 is pinned; what is not there is not used: each function says so
 * and the caller falls back to the public interface.
 */
interface Inside {
  readonly _chanMgr?: {
    add?(opened: Opened): number;
    readonly _channels?: Readonly<Record<number, SftpChannel & InsideChannel>>;
  };
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
    parse?: Parse;
    _onError?: (error: Error) => void;
    readonly _handlers?: Handlers;
  };
}

type Parse = (chunk: Buffer, at: number, end: number) => void;

/** What ssh2's client does with packets of a server, by the names of the messages. */
interface Handlers {
  GLOBAL_REQUEST?: GlobalRequest;
  DISCONNECT?: (protocol: unknown, reason: number, description: string) => void;
  CHANNEL_OPEN_CONFIRMATION?: (protocol: unknown, opened: { readonly packetSize: number }) => void;
  CHANNEL_DATA?: (protocol: unknown, channel: number, data: Buffer) => void;
  CHANNEL_EXTENDED_DATA?: (protocol: unknown, channel: number, data: Buffer, type: number) => void;
}

interface InsideChannel {
  readonly _callbacks?: ((failed: boolean | Error) => void)[];
  readonly outgoing?: { readonly id: number };
  readonly incoming?: { readonly window: number };
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

/** What a server may send beyond a window before it is a violation, as OpenSSH has it. */
const overrun = window / 10;

/** Bytes that may wait to be sent before a server has to take some. */
const mostUnsent = 16 * 1024 * 1024;

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

/**
 * Ends a connection at the first thing that no server of SSH does. ssh2 by itself only closes its own half and reads on; it gathers no
 * identification line that comes in three pieces, holds no server to the window of a channel, and writes for ever to one that takes in pieces of
 * nothing. Call it after `connect`.
 */
export function endAtViolation(client: Client, stream: Duplex): void {
  const protocol = (client as unknown as Inside)._protocol;
  const parse = protocol?.parse;
  const onError = protocol?._onError;
  if (protocol === undefined || parse === undefined || onError === undefined) return;
  const end = (error: unknown): void => {
    if (stream.destroyed) return;
    client.emit('error', error as Error);
    stream.destroy();
  };
  protocol._onError = (error) => {
    onError(error);
    stream.destroy();
  };
  if (protocol._handlers !== undefined) holdToLimits(protocol._handlers, { client, stream });
  let identification: Identification | undefined = new Identification();
  protocol.parse = (chunk, at, to) => {
    try {
      const bytes = identification === undefined ? chunk.subarray(at, to) : identification.take(chunk.subarray(at, to));
      if (bytes === undefined) return;
      identification = undefined;
      parse.call(protocol, bytes, 0, bytes.length);
    } catch (error) {
      end(error);
    }
    waitForDrain(stream);
  };
}

/** A server that asks and does not take the answers is not read from meanwhile: they would pile up here. */
function waitForDrain(stream: Duplex): void {
  if (stream.destroyed || stream.isPaused() || stream.writableLength < mostUnsent) return;
  stream.pause();
  stream.once('drain', () => stream.resume());
}

interface Ended {
  readonly client: Client;
  readonly stream: Duplex;
}

function holdToLimits(handlers: Handlers, { client, stream }: Ended): void {
  const { DISCONNECT, CHANNEL_OPEN_CONFIRMATION, CHANNEL_DATA, CHANNEL_EXTENDED_DATA } = handlers;
  const { _chanMgr } = client as unknown as Inside;
  const refuseOverrun = (id: number, { length }: Buffer): void => {
    const room = _chanMgr?._channels?.[id]?.incoming?.window;
    if (room === undefined || (room !== 0 && length <= room + overrun)) return;
    throw new ProtocolViolation('it sent more than a channel has room for');
  };
  handlers.DISCONNECT = (...packet) => {
    DISCONNECT?.(...packet);
    stream.destroy();
  };
  handlers.CHANNEL_OPEN_CONFIRMATION = (protocol, opened) => {
    if (opened.packetSize === 0) throw new ProtocolViolation('it opened a channel that takes packets of no size');
    CHANNEL_OPEN_CONFIRMATION?.(protocol, opened);
  };
  handlers.CHANNEL_DATA = (protocol, channel, data) => {
    refuseOverrun(channel, data);
    CHANNEL_DATA?.(protocol, channel, data);
  };
  handlers.CHANNEL_EXTENDED_DATA = (protocol, channel, data, type) => {
    refuseOverrun(channel, data);
    CHANNEL_EXTENDED_DATA?.(protocol, channel, data, type);
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
