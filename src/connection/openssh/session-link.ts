import type { ControlSocket } from './control-socket.ts';
import type { FrameSocket } from './frame-socket.ts';
import { PacketReader } from './packet-reader.ts';
import { PacketWriter } from './packet-writer.ts';
import { ProxiedSession } from './proxied-session.ts';

/** The sessions that go through one master in proxy mode (OpenSSH's PROTOCOL.mux, section 9). */
export class SessionLink {
  readonly #frames: FrameSocket;
  readonly #sessions = new Map<number, ProxiedSession>();
  #next = 0;
  #open = true;

  constructor({ frames }: ControlSocket) {
    this.#frames = frames;
    frames.take((frame) => this.#take(frame));
    void frames.closed.then(() => this.#lost());
  }

  /** Whether the master is still there. */
  get open(): boolean {
    return this.#open;
  }

  /** Resolves when the master is gone. */
  get closed(): Promise<void> {
    return this.#frames.closed;
  }

  /** Starts a session; its `opened` tells how that went. */
  session(): ProxiedSession {
    const id = this.#next++;
    const session = new ProxiedSession(id, (packet) => this.#send(packet));
    if (!this.#open) {
      session.lose();
      return session;
    }
    this.#sessions.set(id, session);
    void session.closed.promise.then(() => this.#sessions.delete(id));
    session.open();
    return session;
  }

  destroy(): void {
    this.#frames.destroy();
  }

  /** In proxy mode a packet has a padding length of 0 before its type. */
  #send(packet: PacketWriter): Promise<unknown> | undefined {
    const body = packet.bytes();
    const head = new PacketWriter()
      .uint32(body.length + 1)
      .byte(0)
      .bytes();
    return this.#frames.send(Buffer.concat([head, body]));
  }

  /** The master hands on what the server says as it is: one that sends half a packet is not spoken with any more. */
  #take(frame: Buffer): void {
    try {
      this.#dispatch(new PacketReader(frame));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.destroy();
    }
  }

  #dispatch(packet: PacketReader): void {
    packet.byte();
    const type = packet.byte();
    this.#sessions.get(packet.uint32())?.receive(type, packet);
  }

  #lost(): void {
    this.#open = false;
    for (const session of this.#sessions.values()) session.lose();
  }
}
