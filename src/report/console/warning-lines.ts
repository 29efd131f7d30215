import type { Event } from '../../events/event.ts';
import { place } from '../place.ts';
import type { Paint } from './palette.ts';
import { textLines } from './readable.ts';

/** A warning as it is printed beside the report: what, where, and what to do. */
export function warningLines({ message, location, help }: Extract<Event, { kind: 'warning' }>, paint: Paint): string[] {
  const [first = '', ...more] = textLines(message);
  return [
    `${paint('warning', 'warning:')} ${first}`,
    ...more.map((line) => `  ${line}`),
    ...(location === undefined ? [] : [`  at ${place(location)}`]),
    ...(help === undefined ? [] : [`  help: ${textLines(help).join('\n  ')}`]),
  ];
}
