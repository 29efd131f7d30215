/** A number that remembers its highest value and how often it went up. */
export class Gauge {
  open = 0;
  peak = 0;
  total = 0;

  up(): void {
    this.open += 1;
    this.total += 1;
    this.peak = Math.max(this.peak, this.open);
  }

  down(): void {
    this.open -= 1;
  }
}

/** What a server has seen since it was started. */
export class RigCounters {
  /** TCP connections, also those that were dropped before the banner. */
  readonly connections = new Gauge();
  /** Connections that have not authenticated yet. */
  readonly unauthenticated = new Gauge();
  /** Session channels. */
  readonly channels = new Gauge();
  /** Key exchanges that were completed, rekeying not counted. */
  handshakes = 0;
  authenticated = 0;
  /** Authentication requests that were turned down, `none` probes included. */
  authRefused = 0;
  channelsRefused = 0;
  /** Connections that a fault or MaxStartups ended. */
  dropped = 0;
  /** Commands that were started, scripted or not. */
  commands = 0;
  /** Forwarded TCP connections (`direct-tcpip`), as a bastion opens them. */
  readonly forwarded = new Gauge();
}
