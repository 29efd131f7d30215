import { isIPv6 } from 'node:net';

/** A host as an inventory writes it, which may hold ranges, apart from its port. */
export interface Address {
  readonly name: string;
  readonly port?: number;
}

const range = String.raw`\[(?:[a-zA-Z]:[a-zA-Z]|[0-9]*:[0-9]+)(?::[0-9]+)?\]`;
const label = String.raw`(?:[\p{L}\p{N}_]|${range})(?:[\p{L}\p{N}_-]|${range})*(?<![_-])`;
const hostname = new RegExp(String.raw`^${label}(?:\.${label})*$`, 'u');
/**
 * Splits `name:port` and `[name]:port`; an IPv6 address with a port needs the brackets. A text that is no host name, even with its
 * port taken away, is the name as it stands. Names may hold ranges.
 */
export function splitPort(text: string): Address {
  const match = /^\[(?<inner>.+)\]:(?<port>[0-9]+)$/.exec(text) ?? hostPort.exec(text);
  const name = match?.groups?.inner;
  if (name === undefined || !isAddress(name)) return { name: text };
  return { name, port: Number(match?.groups?.port) };
}

const hostPort = /^(?<inner>(?:[^:[\]]|\[[^\]]*\])*):(?<port>[0-9]+)$/;

/** Whether a text is one host name, IPv4 or IPv6 address, ranges allowed. */
export function isAddress(text: string): boolean {
  return hostname.test(text) || isIPv6(text.replace(/\[[0-9a-f]+:[0-9a-f]+(?::[0-9]+)?\]/gi, '0'));
}
