import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Gauge } from './counters.ts';

/** What a stretch of work cost on the wire. */
export interface WireCost {
  /** Elapsed time as a multiple of the proxy's round-trip time. The TCP handshake itself is not delayed and not part of it. */
  readonly roundTrips: number;
  /** Bursts of client data that were sent after something from the server had arrived: the turns of the conversation. */
  readonly turns: number;
  readonly bytesToServer: number;
  readonly bytesToClient: number;
  readonly connections: number;
}

/** A TCP proxy on 127.0.0.1 that holds back every byte for `delayMs` in each direction, so that round trips can be counted. */
export class DelayProxy {
  readonly delayMs: number;
  readonly connections = new Gauge();
  turns = 0;
  bytesToServer = 0;
  bytesToClient = 0;
  readonly #target: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(target: number, delayMs: number) {
    this.#target = target;
    this.delayMs = delayMs;
    this.#server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => this.#accept(socket));
  }

  /** Starts one in front of `target`, a port of 127.0.0.1. */
  static async start(target: number, delayMs: number): Promise<DelayProxy> {
    const proxy = new DelayProxy(target, delayMs);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Runs some work and says what it cost on the wire. */
  async measure(work: () => Promise<unknown>): Promise<WireCost> {
    const before = { ...this, connections: this.connections.total };
    const start = performance.now();
    await work();
    return {
      roundTrips: (performance.now() - start) / (2 * this.delayMs),
      turns: this.turns - before.turns,
      bytesToServer: this.bytesToServer - before.bytesToServer,
      bytesToClient: this.bytesToClient - before.bytesToClient,
      connections: this.connections.total - before.connections,
    };
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    if (this.#server.listening) await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    const server = connect({ host: '127.0.0.1', port: this.#target, noDelay: true, allowHalfOpen: true });
    let heard = true;
    this.connections.up();
    client.once('close', () => this.connections.down());
    client.on('data', (chunk) => {
      if (heard) this.turns += 1;
      heard = false;
      this.bytesToServer += chunk.length;
    });
    server.on('data', (chunk) => {
      this.bytesToClient += chunk.length;
    });
    this.#carry(client, server, () => {});
    this.#carry(server, client, () => {
      heard = true;
    });
  }

  /** Timers of one length fire in the order they were set, so chunks stay in order. */
  #carry(from: Socket, to: Socket, delivered: () => void): void {
    this.#sockets.add(from);
    const later = (act: () => void) => void delay(this.delayMs).then(() => to.destroyed || act());
    from.on('data', (chunk) =>
      later(() => {
        delivered();
        to.write(chunk);
      }),
    );
    from.once('end', () => later(() => to.end()));
    from.on('error', () => later(() => to.resetAndDestroy()));
    from.once('close', () => {
      this.#sockets.delete(from);
      later(() => to.destroy());
    });
  }
}
