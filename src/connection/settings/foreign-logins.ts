import type { ForeignLogin } from '../connection.ts';
import type { SshOptions } from './ssh-options.ts';

/** Options of ssh_config(5) in lower case, as they are written, and the method of authentication behind them. */
const foreign: Readonly<Record<string, readonly [name: string, method: string]>> = {
  certificatefile: ['CertificateFile', 'publickey'],
  gssapiauthentication: ['GSSAPIAuthentication', 'gssapi-with-mic'],
  hostbasedauthentication: ['HostbasedAuthentication', 'hostbased'],
  pkcs11provider: ['PKCS11Provider', 'publickey'],
};

/** Whether an option of a file is one of these: the file is for other programs too, so it is no error before a login has failed. */
export function isForeignLogin(name: string): boolean {
  return Object.hasOwn(foreign, name);
}

/** Those that are asked for; an option that is off, or switched off by a better one, is not. */
export function foreignLogins(options: SshOptions): ForeignLogin[] {
  return Object.entries(foreign).flatMap(([option, [name, method]]) => {
    const asked = options.firstOf([option]);
    if (asked === undefined || /^(no|false|none)$/i.test(asked.value)) return [];
    return [{ what: `\`${name}\` at ${asked.origin}`, method }];
  });
}
