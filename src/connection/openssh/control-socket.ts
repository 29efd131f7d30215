import { FrameSocket } from './frame-socket.ts';
import { PacketReader } from './packet-reader.ts';
import { PacketWriter } from './packet-writer.ts';

/** Messages of OpenSSH's PROTOCOL.mux, section 11, and MUX_C_PROXY and MUX_S_PROXY from its section 9. */
const message = { hello: 0x1, aliveCheck: 0x10000004, terminate: 0x10000005, proxy: 0x1000000f } as const;
const answer = { ok: 0x80000001, alive: 0x80000005, proxy: 0x8000000f } as const;
const version = 4;

/** A way to talk to a master: the process of `ssh` that holds a connection and listens at a control socket (OpenSSH's PROTOCOL.mux). */
export class ControlSocket {
  readonly frames: FrameSocket;

  private constructor(frames: FrameSocket) {
    this.frames = frames;
  }

  /** Connects to the socket at a path. Rejects when no master is there, or one that speaks another version. */
  static async connect(path: string): Promise<ControlSocket> {
    const frames = await FrameSocket.connect(path);
    frames.send(new PacketWriter().uint32(message.hello).uint32(version).framed());
    const hello = new PacketReader(await frames.next());
    const known = hello.uint32() === message.hello && hello.uint32() === version;
    if (known) return new ControlSocket(frames);
    frames.destroy();
    throw new Error('the master speaks an unknown version of its protocol');
  }

  /** The master's process id. */
  async alive(): Promise<number> {
    return (await this.#request(message.aliveCheck, answer.alive)).uint32();
  }

  /** Ends the master and its connection. */
  async terminate(): Promise<void> {
    await this.#request(message.terminate, answer.ok);
  }

  /** From now on the socket carries packets of the SSH connection protocol. */
  async proxy(): Promise<void> {
    await this.#request(message.proxy, answer.proxy);
  }

  async #request(type: number, expected: number): Promise<PacketReader> {
    this.frames.send(new PacketWriter().uint32(type).uint32(0).framed());
    const reply = new PacketReader(await this.frames.next());
    const kind = reply.uint32();
    reply.uint32();
    if (kind !== expected) throw new Error(`the master refused: ${reply.string()}`);
    return reply;
  }
}
