/** How connections are kept and shared. Times are seconds; the names are those of the settings that users write. */
export interface PoolSettings {
  /** `false`: each lease has a connection of its own, which ends with it. */
  readonly connectionReuse: boolean;
  /**
   * `shared`: one connection a host; `per_worker`: each running command has one to itself; `auto`: shared until its channels are
   * used up, then another.
   */
  readonly connectionSharing: 'shared' | 'per_worker' | 'auto';
  readonly maxConnections: number;
  readonly maxConnectionsPerHost: number;
  /** Age at which a connection is closed when it is next idle. */
  readonly connectionTtl: number;
  /** Idle time after which a connection that nobody has a lease on is closed. */
  readonly idleTimeout: number;
  /** Time between two looks at idle connections; 0 never looks. */
  readonly healthCheckInterval: number;
  /** How often a connection that was found dead between two uses is dialled again; 0 lets the use fail. */
  readonly reconnectAttempts: number;
  /** Session channels that are open at once on a connection; lowered for a host that refuses one. OpenSSH's `MaxSessions`. */
  readonly channelsPerConnection: number;
}

/** What a pool does unless told. */
export const defaultPoolSettings: PoolSettings = {
  connectionReuse: true,
  connectionSharing: 'auto',
  maxConnections: 1000,
  maxConnectionsPerHost: 10,
  connectionTtl: 300,
  idleTimeout: 60,
  healthCheckInterval: 30,
  reconnectAttempts: 3,
  channelsPerConnection: 10,
};

/** The lowest and the highest value that each number may have; whoever reads settings holds them. */
export const poolRanges = {
  maxConnections: [1, 100_000],
  maxConnectionsPerHost: [1, 1000],
  connectionTtl: [1, 86_400],
  idleTimeout: [1, 86_400],
  healthCheckInterval: [0, 3600],
  reconnectAttempts: [0, 100],
  channelsPerConnection: [1, 1000],
} as const satisfies Partial<Record<keyof PoolSettings, readonly [low: number, high: number]>>;
