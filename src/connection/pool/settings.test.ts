import { expect, test } from 'vitest';
import { Diagnostics } from '../../source/diagnostic.ts';
import { defaultPoolSettings, poolSettings } from './settings.ts';

test('what is not given has its default', () => {
  const diagnostics = new Diagnostics();
  expect(poolSettings({ maxConnections: 5 }, diagnostics)).toEqual({ ...defaultPoolSettings, maxConnections: 5 });
  expect(diagnostics.all).toEqual([]);
});

test('each value out of its range is told, with the range, and has its default', () => {
  const diagnostics = new Diagnostics();
  const given = {
    maxConnections: 0,
    maxConnectionsPerHost: 1.5,
    connectionTtl: Number.NaN,
    idleTimeout: 90_000,
    healthCheckInterval: -1,
    reconnectAttempts: 101,
    channelsPerConnection: 0,
    connectionSharing: 'sometimes' as 'auto',
  };
  expect(poolSettings(given, diagnostics)).toEqual(defaultPoolSettings);
  expect(diagnostics.all.map(({ code, message, help }) => `${code}: ${message} (${help})`)).toEqual([
    'bad-setting: `max_connections` must be a whole number from 1 to 100000 (found `0`)',
    'bad-setting: `max_connections_per_host` must be a whole number from 1 to 1000 (found `1.5`)',
    'bad-setting: `connection_ttl` must be seconds from 1 to 86400 (found `NaN`)',
    'bad-setting: `idle_timeout` must be seconds from 1 to 86400 (found `90000`)',
    'bad-setting: `health_check_interval` must be seconds from 0 to 3600 (found `-1`)',
    'bad-setting: `reconnect_attempts` must be a whole number from 0 to 100 (found `101`)',
    'bad-setting: `channels_per_connection` must be a whole number from 1 to 1000 (found `0`)',
    'bad-setting: `connection_sharing` must be `auto`, `shared` or `per_worker` (found `sometimes`)',
  ]);
});
