import { commandStart } from './ci-safe.ts';
import { printable } from './printable.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/**
 * A text as element content of XML or HTML. Characters that XML 1.0 forbids (section 2.2) are shown, as {@link printable} does; what CI
 * systems act on (see `ciSafe`) is written with entities, should they read the file.
 */
export function xmlText(text: string): string {
  return inert(xmlSafe(text).replace(/[&<>"']/g, (character) => entities[character]!));
}

/** A text as an attribute's value, in quotes; line ends and tabs survive the reader's normalisation (section 3.3.3). */
export function xmlAttribute(text: string): string {
  return `"${inert(xmlSafe(text).replace(/[&<>"'\n\t]/g, (character) => entities[character]!))}"`;
}

function xmlSafe(text: string): string {
  return printable(text).replace(/[\ufffe\uffff]/g, '\ufffd');
}

function inert(xml: string): string {
  return xml.replace(commandStart, '$1&#58;').replace(/#(?=#)/g, '&#35;');
}
