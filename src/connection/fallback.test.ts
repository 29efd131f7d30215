import { describe, expect, test } from 'vitest';
import { fakeTarget } from '../../test/rig/fake-connector.ts';
import { type Connection, ConnectionError, type Connector, type Target } from './connection.ts';
import { FallbackConnector } from './fallback.ts';

/** A connector that writes down whom it was asked for, and ends as it is told. */
function scripted(name: string, log: string[], problem?: Error): Connector {
  const open = async (target: Target): Promise<Connection> => {
    log.push(`${name} ${target.host}`);
    if (problem !== undefined) throw problem;
    return { name } as Partial<Connection> as Connection;
  };
  return { open };
}

const unsupported = new ConnectionError('unsupported', 'nothing in common');

function falling(problem?: Error) {
  const log: string[] = [];
  const notice = (host: string, reason: string) => void log.push(`notice ${host}: ${reason}`);
  const connector = new FallbackConnector(scripted('ssh2', log, problem), scripted('openssh', log), notice);
  return { log, connector };
}

describe('a target that wants the fallback', () => {
  const target = fakeTarget('web1', { fallback: true });

  test("goes over to the system's `ssh` when ssh2 lacks something, says so once, and stays there", async () => {
    const { log, connector } = falling(unsupported);
    await connector.open(target);
    await connector.open(target);
    expect(log).toEqual(['ssh2 web1', 'notice web1: nothing in common', 'openssh web1', 'openssh web1']);
  });

  test('is tried with ssh2 again when its connection is reset', async () => {
    const { log, connector } = falling(unsupported);
    await connector.open(target);
    await connector.reset(target);
    await connector.open(target);
    expect(log.filter((line) => line.startsWith('ssh2'))).toHaveLength(2);
  });

  test('stays with ssh2 when that works, or fails for another reason', async () => {
    const working = falling();
    await working.connector.open(target);
    expect(working.log).toEqual(['ssh2 web1']);
    const refused = falling(new ConnectionError('auth', 'refused'));
    await expect(refused.connector.open(target)).rejects.toThrow('refused');
    expect(refused.log).toEqual(['ssh2 web1']);
  });
});

test('a target that only `ssh` can make out goes there at once, and it is said', async () => {
  const { log, connector } = falling();
  const target = fakeTarget('web1', { fallback: true, beyondUs: '`Match exec` at /c:1' });
  await connector.open(target);
  await connector.open(target);
  expect(log).toEqual(['notice web1: `Match exec` at /c:1', 'openssh web1', 'openssh web1']);
});

test('a target that does not want the fallback fails as it is', async () => {
  const { log, connector } = falling(unsupported);
  await expect(connector.open(fakeTarget('web1'))).rejects.toBe(unsupported);
  expect(log).toEqual(['ssh2 web1']);
});
