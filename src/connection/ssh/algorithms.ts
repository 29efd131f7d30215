import type { Algorithms, ServerHostKeyAlgorithm } from 'ssh2';

const hostKeys: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

/**
 * What is offered to a server, best first: a cipher that Node has in C, elliptic curves, and last the group exchange, which blocks the
 * event loop for a second. Nothing with SHA-1. Host key types that are known of the host go before others, as in OpenSSH.
 */
export function algorithmsFor(knownTypes: readonly string[]): Algorithms {
  const known = hostKeys.filter((algorithm) => knownTypes.includes(typeOf(algorithm)));
  return {
    serverHostKey: [...new Set([...known, ...hostKeys])],
    cipher: [
      'aes128-gcm@openssh.com',
      'aes256-gcm@openssh.com',
      'aes128-ctr',
      'aes192-ctr',
      'aes256-ctr',
      'chacha20-poly1305@openssh.com',
    ],
    kex: [
      'curve25519-sha256',
      'curve25519-sha256@libssh.org',
      'ecdh-sha2-nistp256',
      'ecdh-sha2-nistp384',
      'ecdh-sha2-nistp521',
      'diffie-hellman-group14-sha256',
      'diffie-hellman-group16-sha512',
      'diffie-hellman-group18-sha512',
      'diffie-hellman-group-exchange-sha256',
    ],
    hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
    compress: ['none'],
  };
}

/** The type of key that a signature algorithm is used with (RFC 8332 for RSA). */
function typeOf(algorithm: ServerHostKeyAlgorithm): string {
  return algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm;
}
