import { Deferred } from '../../std/deferred.ts';
import type { Exit } from '../command/running.ts';
import { channelMessage } from './channel-message.ts';
import type { PacketReader } from './packet-reader.ts';
import { PacketWriter } from './packet-writer.ts';
import { SessionInput } from './session-input.ts';
import { SessionOutput } from './session-output.ts';

/** Bytes that the host may send before it is told that they were taken; 2 MiB is what OpenSSH itself allows. */
const ownWindow = 2 << 20;
const longestPacket = 32 << 10;

/** The server would not open a session; `reason` is its number (RFC 4254, section 5.1). */
export class SessionRefused extends Error {
  readonly reason: number;

  constructor(reason: number, description: string) {
    super(description);
    this.name = 'SessionRefused';
    this.reason = reason;
  }
}

/** The connection ended before the server had said whether it opens a session. */
export class SessionLost extends Error {}

/** Sends a packet of the connection protocol; the promise, if any, is resolved when more may be sent. */
export type SendPacket = (packet: PacketWriter) => Promise<unknown> | undefined;

/** A session channel (RFC 4254, section 6) that is carried through a master. */
export class ProxiedSession {
  readonly input: SessionInput;
  readonly stdout: SessionOutput;
  readonly stderr: SessionOutput;
  /** Resolves when the server has opened it; rejects with {@link SessionRefused} or {@link SessionLost}. */
  readonly opened = new Deferred<void>();
  /** How its process ended, or undefined when it is closed without that. */
  readonly exit = new Deferred<Exit | undefined>();
  readonly closed = new Deferred<void>();
  readonly #id: number;
  readonly #send: SendPacket;
  readonly #replies: Deferred<boolean>[] = [];
  #remote = 0;
  /** Bytes that the host may still send. */
  #room = ownWindow;
  #taken = 0;
  #ended = false;
  #closing = false;

  constructor(id: number, send: SendPacket) {
    this.#id = id;
    this.#send = send;
    this.stdout = new SessionOutput((bytes) => this.#credit(bytes));
    this.stderr = new SessionOutput((bytes) => this.#credit(bytes));
    this.input = new SessionInput({
      send: (bytes) => send(this.#packet(channelMessage.data).string(bytes)),
      end: () => this.endInput(),
    });
    this.opened.promise.catch(() => {});
  }

  /** Asks the server for the session. */
  open(): void {
    const packet = new PacketWriter().byte(channelMessage.open).string('session');
    this.#send(packet.uint32(this.#id).uint32(ownWindow).uint32(longestPacket));
  }

  /** Sends a request; resolves with whether the server granted it, and with false when the channel is closed before it says so. */
  request(type: string, fields: (packet: PacketWriter) => PacketWriter = (packet) => packet): Promise<boolean> {
    const reply = new Deferred<boolean>();
    if (this.#closing) return Promise.resolve(false);
    this.#replies.push(reply);
    this.#send(fields(this.#packet(channelMessage.request).string(type).bool(true)));
    return reply.promise;
  }

  /** Ends its standard input at once, without what has not been sent yet. */
  endInput(): void {
    if (this.#ended || this.#closing) return;
    this.#ended = true;
    this.#send(this.#packet(channelMessage.eof));
    this.input.stop();
  }

  /** Closes the channel from this side; what still comes is dropped. */
  close(): void {
    for (const { stream } of [this.stdout, this.stderr]) stream.resume();
    if (this.#closing) return;
    this.#closing = true;
    if (this.opened.settled) this.#send(this.#packet(channelMessage.close));
  }

  /** The connection is gone. */
  lose(): void {
    this.#closing = true;
    this.#finish(new SessionLost('the connection ended'));
  }

  /** Takes a packet that is for this channel, from after the channel's number on. Throws a `RangeError` for one that no server would send. */
  receive(type: number, packet: PacketReader): void {
    const { data, extendedData, eof, close } = channelMessage;
    if (type === data) this.stdout.push(this.#received(packet.string()));
    else if (type === extendedData) this.#extended(packet);
    else if (type === eof) this.#endOutput();
    else if (type === close) this.#closedByHost();
    else this.#control(type, packet);
  }

  #control(type: number, packet: PacketReader): void {
    const { openConfirmation, openFailure, windowAdjust, request, success, failure } = channelMessage;
    if (type === openConfirmation) this.#confirmed(packet);
    else if (type === openFailure) this.#finish(new SessionRefused(packet.uint32(), `${packet.string()}`));
    else if (type === windowAdjust) this.input.grant(packet.uint32());
    else if (type === request) this.#asked(packet);
    else if (type === success || type === failure) this.#replies.shift()?.resolve(type === success);
  }

  #confirmed(packet: PacketReader): void {
    this.#remote = packet.uint32();
    const [room, longest] = [packet.uint32(), packet.uint32()];
    if (longest === 0) throw new RangeError('a channel takes packets of no size');
    this.input.grant(room, Math.min(longest, longestPacket));
    this.opened.resolve();
    if (this.#closing) this.#send(this.#packet(channelMessage.close));
  }

  /** As OpenSSH, which lets a tenth of a window pass. */
  #received(bytes: Buffer): Buffer {
    this.#room -= bytes.length;
    if (this.#room < -ownWindow / 10) throw new RangeError('more than a channel has room for');
    return bytes;
  }

  #extended(packet: PacketReader): void {
    const isStderr = packet.uint32() === 1;
    const bytes = this.#received(packet.string());
    if (isStderr) this.stderr.push(bytes);
    else this.#credit(bytes.length);
  }

  #asked(packet: PacketReader): void {
    const type = `${packet.string()}`;
    const wantsReply = packet.bool();
    if (type === 'exit-status') this.exit.resolve({ code: packet.uint32(), signal: null });
    else if (type === 'exit-signal') this.exit.resolve({ code: null, signal: `${packet.string()}` });
    // sshd asks in this way whether we are still there (ClientAliveInterval): any answer will do.
    else if (wantsReply) this.#send(this.#packet(channelMessage.failure));
  }

  #closedByHost(): void {
    this.close();
    this.#finish(new SessionLost('the channel was closed'));
  }

  #finish(why: Error): void {
    this.#closing = true;
    this.opened.reject(why);
    this.exit.resolve(undefined);
    for (const reply of this.#replies.splice(0)) reply.resolve(false);
    this.input.stop();
    this.#endOutput();
    this.closed.resolve();
  }

  #endOutput(): void {
    this.stdout.end();
    this.stderr.end();
  }

  /** Lets the host send more, but not with a packet for each packet. */
  #credit(bytes: number): void {
    this.#taken += bytes;
    if (this.#taken < ownWindow / 4 || this.#closing) return;
    this.#send(this.#packet(channelMessage.windowAdjust).uint32(this.#taken));
    this.#room += this.#taken;
    this.#taken = 0;
  }

  #packet(type: number): PacketWriter {
    return new PacketWriter().byte(type).uint32(this.#remote);
  }
}
