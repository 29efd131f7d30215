import { createHmac, randomBytes } from 'node:crypto';

/** The name under which a host is looked up: `[host]:port` unless the port is 22. Case does not matter. */
export function knownHostName(host: string, port: number): string {
  const lower = host.toLowerCase();
  return port === 22 ? lower : `[${lower}]:${port}`;
}

/** Whether the first field of a known_hosts line names a host: hashed, or a list of patterns of which none with `!` may match. */
export function namesHost(field: string, name: string): boolean {
  if (field.startsWith('|1|')) return isHashOf(field, name);
  const patterns = field.toLowerCase().split(',');
  const negated = patterns.filter((pattern) => pattern.startsWith('!'));
  if (negated.some((pattern) => matches(pattern.slice(1), name))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern, name));
}

/** A host's name as `HashKnownHosts` writes it: `|1|salt|HMAC-SHA1 of the name`. */
export function hashedName(name: string, salt: Buffer = randomBytes(20)): string {
  return `|1|${salt.toString('base64')}|${hmac(salt, name)}`;
}

function isHashOf(field: string, name: string): boolean {
  const [, , salt, hash] = field.split('|');
  return salt !== undefined && hash !== undefined && hmac(Buffer.from(salt, 'base64'), name) === hash;
}

function hmac(salt: Buffer, name: string): string {
  return createHmac('sha1', salt).update(name).digest('base64');
}

/** `*` and `?` are the only wildcards: brackets stand for themselves (`[host]:port`). */
function matches(pattern: string, name: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === name;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's').test(name);
}
