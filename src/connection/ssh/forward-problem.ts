import { ConnectionError } from '../connection.ts';
import type { OpenError } from './ssh2-internals.ts';

/** The bastion has no room for another channel on this connection. */
export class BastionFull extends Error {}

/** Reasons not to open a channel (RFC 4254, section 5.1). */
const prohibited = 1;
const connectFailed = 2;
const resourceShortage = 4;

/** Why a bastion did not open a channel to a host behind it. */
export function forwardProblem(error: OpenError, bastion: string, where: string): Error {
  const words = error.message.replace(/^\(SSH\) Channel open failure: /, '');
  const said = words === '' ? '' : `: ${words}`;
  switch (error.reason) {
    case resourceShortage:
      return new BastionFull(words, { cause: error });
    case connectFailed:
      return new ConnectionError('refused', `the bastion \`${bastion}\` cannot connect to ${where}${said}`, {
        help: 'check the address and the port as the bastion sees them, and that sshd runs there',
        cause: error,
      });
    case prohibited:
      return new ConnectionError(
        'unsupported',
        `the bastion \`${bastion}\` does not let us through to ${where}${said}`,
        {
          help: 'allow it: AllowTcpForwarding and PermitOpen in its sshd_config',
          cause: error,
        },
      );
    default:
      return new ConnectionError('lost', `the bastion \`${bastion}\` did not open the way to ${where}${said}`, {
        help: "look at the bastion's log",
        cause: error,
      });
  }
}
