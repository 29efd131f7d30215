import type { Event } from '../events/event.ts';
import { visible } from '../source/visible.ts';
import { mapStrings } from './map-strings.ts';
import { printable } from './printable.ts';

/** The event as a console may print it: nothing in it that a terminal acts on, and names of hosts, plays and tasks on one line. */
export function printableEvent(raw: Event): Event {
  const event = mapStrings(raw, printable);
  return namesOf(event).some((name) => name !== visible(name)) ? mapNames(event) : event;
}

function namesOf(event: Event): string[] {
  return [
    ...('host' in event ? [event.host] : []),
    ...('hosts' in event ? event.hosts : []),
    ...('play' in event ? [event.play] : []),
    ...('step' in event ? [event.step.name] : []),
    ...('outcome' in event ? [event.outcome.delegatedTo ?? ''] : []),
    ...('recap' in event ? Object.keys(event.recap) : []),
  ];
}

function mapNames(event: Event): Event {
  return {
    ...event,
    ...('host' in event && { host: visible(event.host) }),
    ...('hosts' in event && { hosts: event.hosts.map((host) => visible(host)) }),
    ...('play' in event && { play: visible(event.play) }),
    ...('step' in event && { step: { ...event.step, name: visible(event.step.name) } }),
    ...('outcome' in event &&
      event.outcome.delegatedTo !== undefined && {
        outcome: { ...event.outcome, delegatedTo: visible(event.outcome.delegatedTo) },
      }),
    ...('recap' in event && {
      recap: Object.fromEntries(Object.entries(event.recap).map(([host, counts]) => [visible(host), counts])),
    }),
  } as Event;
}
