import { wellFormed } from '../std/well-formed.ts';

/**
 * The texts that give a secret away: itself, each of its lines, and both as JSON, URLs, shells, XML and base64 would write them.
 * The caller drops those that are too short to look for.
 */
export function secretForms(secret: string): Set<string> {
  const forms = new Set<string>();
  for (const text of [secret, ...secret.split(/\r\n|\r|\n/).map((line) => line.trim())]) {
    for (const form of [text, ...escaped(text), ...urlEncoded(text), ...base64Encoded(text)]) forms.add(form);
  }
  return forms;
}

function escaped(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const shell = text.replaceAll("'", "'\\''");
  const crlf = text.replace(/\r\n|\n/g, '\r\n');
  return [json, asciiJson(json), shell, xml(text), crlf];
}

/** JSON as Python and others write it by default: no character beyond ASCII. */
function asciiJson(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function xml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** Percent-encoding (RFC 3986) as it varies in the field: `/` and `!'()*` kept or not, space as `+`, digits in either case. */
function urlEncoded(text: string): string[] {
  const component = encodeURIComponent(wellFormed(text));
  const strict = component.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const forms = [component, strict].flatMap((form) => [form, form.replaceAll('%2F', '/'), form.replaceAll('%20', '+')]);
  return forms.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())]);
}

/**
 * Base64 (RFC 4648) of the secret alone, what is always the same of it when other bytes stand before and after it, and the lines of a
 * long one as base64(1) (76 characters) and openssl (64) break them.
 */
function base64Encoded(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const alone = bytes.toString('base64');
  const inside = [0, 1, 2].map((offset) => stablePart(bytes, offset));
  const lines = [76, 64].flatMap((width) => inside[0]!.match(new RegExp(`.{1,${width}}`, 'g')) ?? []);
  const standard = [alone, alone.replace(/=+$/, ''), ...inside, ...lines];
  return standard.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** The characters that depend on the secret's own bytes only, when it begins `offset` bytes into a group of three. */
function stablePart(bytes: Buffer, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const first = Math.ceil((offset * 8) / 6);
  const end = Math.floor(((offset + bytes.length) * 8) / 6);
  return encoded.slice(first, end);
}
