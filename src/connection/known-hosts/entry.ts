/** One line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
export interface KnownHost {
  readonly marker?: 'revoked' | 'cert-authority';
  /** The line's first field: patterns, or one hashed name. */
  readonly names: string;
  /** The key's type, such as `ssh-ed25519`. */
  readonly type: string;
  /** The key itself in base64, as it is written. */
  readonly key: string;
  readonly file: string;
  readonly line: number;
}

/** Reads a known_hosts file; comments and lines that make no sense are passed over, as OpenSSH does. */
export function parseKnownHosts(text: string, file: string): KnownHost[] {
  return text.split('\n').flatMap((line, index) => parseLine(line, file, index + 1) ?? []);
}

function parseLine(text: string, file: string, line: number): KnownHost | undefined {
  const fields = text.trim().split(/[ \t]+/);
  const marker = fields[0]?.startsWith('@') ? fields.shift()?.slice(1) : undefined;
  const [names, type, key] = fields;
  if (names === undefined || names.startsWith('#') || type === undefined || key === undefined) return undefined;
  if (marker !== undefined && marker !== 'revoked' && marker !== 'cert-authority') return undefined;
  return { ...(marker && { marker }), names, type, key: key.replace(/=+$/, ''), file, line };
}
