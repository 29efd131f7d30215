import { unreachable } from '../std/unreachable.ts';
import type { CustomStatsByOwner, Event, StepInfo } from './event.ts';
import type { Json, Outcome } from './outcome.ts';

/** What to make of texts and of numbers. */
export interface TextMap {
  text(text: string): string;
  /** Of numbers in a task's result only; the others are figures of the run. */
  number(value: number): number | string;
}

/**
 * The event with every text replaced that a host, a module or a template may have put into it. What reports join events by stays: names
 * of hosts, ids, modules and places.
 */
export function mapEventText(event: Event, map: TextMap): Event {
  switch (event.kind) {
    case 'play-start':
    case 'batch-start':
    case 'play-end':
      return { ...event, play: map.text(event.play) };
    case 'no-hosts':
      return { ...event, play: map.text(event.play), pattern: map.text(event.pattern) };
    case 'step-start':
    case 'host-start':
    case 'retry':
      return { ...event, step: mapStep(event.step, map) };
    case 'output':
      return { ...event, step: mapStep(event.step, map), text: map.text(event.text) };
    case 'item-result':
      return {
        ...event,
        step: mapStep(event.step, map),
        label: map.text(event.label),
        outcome: mapOutcome(event.outcome, map),
      };
    case 'host-result':
      return { ...event, step: mapStep(event.step, map), outcome: mapOutcome(event.outcome, map) };
    case 'host-unreachable':
    case 'warning':
      return { ...event, message: map.text(event.message), ...given('help', event.help, map) };
    case 'run-start':
    case 'connection-open':
    case 'connection-close':
    case 'interrupted':
      return event;
    case 'run-end':
      return event.customStats === undefined
        ? event
        : { ...event, customStats: mapCustomStats(event.customStats, map) };
    default:
      return unreachable(event);
  }
}

/** Owners are names of hosts, by which reports join. */
function mapCustomStats(stats: CustomStatsByOwner, map: TextMap): CustomStatsByOwner {
  return Object.fromEntries(Object.entries(stats).map(([owner, values]) => [owner, mapObject(values, map)]));
}

function mapStep(step: StepInfo, map: TextMap): StepInfo {
  const name = map.text(step.name);
  return name === step.name ? step : { ...step, name };
}

function mapOutcome(outcome: Outcome, map: TextMap): Outcome {
  const diffs = outcome.diffs?.map((diff) => ({
    path: map.text(diff.path),
    before: map.text(diff.before),
    after: map.text(diff.after),
  }));
  return {
    ...outcome,
    ...given('message', outcome.message, map),
    ...given('help', outcome.help, map),
    ...given('because', outcome.because, map),
    ...given('command', outcome.command, map),
    ...given('stdout', outcome.stdout, map),
    ...given('stderr', outcome.stderr, map),
    ...(diffs === undefined ? {} : { diffs }),
    result: mapObject(outcome.result, map),
  };
}

function given<K extends string>(key: K, text: string | undefined, map: TextMap): { [key in K]?: string } {
  return text === undefined ? {} : ({ [key]: map.text(text) } as { [key in K]: string });
}

function mapJson(value: Json, map: TextMap): Json {
  if (typeof value === 'string') return map.text(value);
  if (typeof value === 'number') return map.number(value);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map((item: Json) => mapJson(item, map)) : mapObject(value as JsonObject, map);
}

type JsonObject = { readonly [key: string]: Json };

function mapObject(value: JsonObject, map: TextMap): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [map.text(key), mapJson(item, map)]));
}
