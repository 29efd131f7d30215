import type { Diagnostics } from '../../source/diagnostic.ts';

/** How connections are kept and shared. Times are seconds; the names are those of the settings that users write. */
export interface PoolSettings {
  /** `false`: each command and each transfer gets a connection of its own, which is closed after it. */
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

type NumberSetting = {
  [Name in keyof PoolSettings]: PoolSettings[Name] extends number ? Name : never;
}[keyof PoolSettings];

interface Range {
  readonly key: string;
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
}

const ranges: Readonly<Record<NumberSetting, Range>> = {
  maxConnections: { key: 'max_connections', low: 1, high: 100_000, whole: true },
  maxConnectionsPerHost: { key: 'max_connections_per_host', low: 1, high: 1000, whole: true },
  connectionTtl: { key: 'connection_ttl', low: 1, high: 86_400, whole: false },
  idleTimeout: { key: 'idle_timeout', low: 1, high: 86_400, whole: false },
  healthCheckInterval: { key: 'health_check_interval', low: 0, high: 3600, whole: false },
  reconnectAttempts: { key: 'reconnect_attempts', low: 0, high: 100, whole: true },
  channelsPerConnection: { key: 'channels_per_connection', low: 1, high: 1000, whole: true },
};

const sharings = ['auto', 'shared', 'per_worker'] as const;

/** The settings of a pool, defaults filled in; each value that is out of its range is told as an error, and replaced by the default. */
export function poolSettings(given: Partial<PoolSettings>, diagnostics: Diagnostics): PoolSettings {
  const settings = { ...defaultPoolSettings, ...given };
  const fallbacks: Record<string, unknown> = {};
  for (const [name, range] of Object.entries(ranges) as [NumberSetting, Range][]) {
    if (within(settings[name], range)) continue;
    complain(range.key, rangeText(range), settings[name], diagnostics);
    fallbacks[name] = defaultPoolSettings[name];
  }
  if (!sharings.includes(settings.connectionSharing)) {
    complain('connection_sharing', '`auto`, `shared` or `per_worker`', settings.connectionSharing, diagnostics);
    fallbacks.connectionSharing = defaultPoolSettings.connectionSharing;
  }
  return { ...settings, ...fallbacks };
}

function within(value: number, { low, high, whole }: Range): boolean {
  return value >= low && value <= high && (!whole || Number.isInteger(value));
}

function rangeText({ low, high, whole }: Range): string {
  return whole ? `a whole number from ${low} to ${high}` : `seconds from ${low} to ${high}`;
}

function complain(key: string, expected: string, found: unknown, diagnostics: Diagnostics): void {
  diagnostics.error('bad-setting', `\`${key}\` must be ${expected}`, { help: `found \`${String(found)}\`` });
}
