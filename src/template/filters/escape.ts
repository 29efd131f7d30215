import { display } from '../display.ts';
import { filter } from './filter.ts';

/** `text | escape`: with `& < > ' "` as HTML writes them. */
export const escapeFilter = filter({}, (value) => escapeHtml(display(value)));

/** A text with the characters that HTML gives a meaning as entities. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('>', '&gt;')
    .replaceAll('<', '&lt;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&#34;');
}
