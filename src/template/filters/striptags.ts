import { display } from '../display.ts';
import { filter } from './filter.ts';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** `html | striptags`: its text, without tags and comments and with single blanks. */
export const striptagsFilter = filter({}, (value) => {
  const bare = display(value)
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]*>/g, '');
  return unescapeHtml(
    bare
      .split(/\s+/)
      .filter((word) => word !== '')
      .join(' '),
  );
});

function unescapeHtml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}
