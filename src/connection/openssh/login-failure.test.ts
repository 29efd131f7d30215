import { describe, expect, test } from 'vitest';
import { fakeTarget } from '../../../test/rig/fake-connector.ts';
import { loginFailure, spoken } from './login-failure.ts';

const target = fakeTarget('web1', { port: 2222 });

describe('what `ssh` prints is understood', () => {
  test.each([
    [
      'ssh: Could not resolve hostname web1: Name or service not known',
      'address',
      'the name `web1` could not be looked up: Name or service not known',
    ],
    ['ssh: connect to host web1 port 2222: Connection refused', 'refused', 'nobody listens at web1:2222'],
    ['ssh: connect to host web1 port 2222: Connection timed out', 'timeout', 'web1:2222 did not answer in time'],
    ['Connection timed out during banner exchange', 'timeout', 'web1:2222 did not answer in time'],
    [
      'ssh: connect to host web1 port 2222: No route to host',
      'refused',
      'web1:2222 cannot be reached: No route to host',
    ],
    [
      'kex_exchange_identification: read: Connection reset by peer',
      'dropped',
      'web1:2222 closed the connection before the login',
    ],
    ['Connection closed by UNKNOWN port 65535', 'refused', 'the way to web1:2222 ended before the host spoke'],
    [
      'No ED25519 host key is known for [web1]:2222 and you have requested strict checking.\nHost key verification failed.',
      'host-key',
      'the host key of web1:2222 is not known',
    ],
    [
      'Unable to negotiate with 10.0.0.1 port 22: no matching host key type found. Their offer: ssh-dss',
      'protocol',
      'web1:2222 and this `ssh` have no host key type in common; the host offers ssh-dss',
    ],
    [
      'Received disconnect from 10.0.0.1 port 22:2: Too many authentication failures',
      'auth',
      'web1:2222 closed the connection after too many keys that it did not know (MaxAuthTries)',
    ],
    [
      'me@web1: Permission denied (publickey,gssapi-with-mic).',
      'auth',
      'the login at web1:2222 was refused; the server takes publickey, gssapi-with-mic',
    ],
    [
      'Bad owner or permissions on /root/.ssh/config',
      'unsupported',
      "the system's `ssh` does not take its options: Bad owner or permissions on /root/.ssh/config",
    ],
    [
      'ssh_dispatch_run_fatal: incorrect signature',
      'protocol',
      'no login at web1:2222: ssh_dispatch_run_fatal: incorrect signature',
    ],
    ['', 'protocol', 'no login at web1:2222: `ssh` gave no reason'],
  ])('%s', (printed, kind, message) => {
    const error = loginFailure(target, printed);
    expect([error.kind, error.message]).toEqual([kind, message]);
  });

  test("a refusal after the password was given is the password's", () => {
    const { kind, message } = loginFailure(target, 'me@web1: Permission denied (password).', true);
    expect([kind, message]).toEqual(['auth', 'the password for web1:2222 was refused']);
  });

  test('without what `-v` adds', () => {
    const printed =
      'OpenSSH_9.2p1, OpenSSL 3.0.19\r\ndebug1: Connection refused\r\nWarning: Permanently added x\r\nsaid\r\n';
    expect(spoken(printed)).toEqual(['said']);
  });
});
