import process from 'node:process';
import { ciSafe } from '../ci-safe.ts';
import type { ConsoleOptions } from './console-options.ts';
import { CursorGuard } from './cursor-guard.ts';
import { liveLines, waitingLines } from './live-lines.ts';
import { LiveScreen } from './live-screen.ts';
import type { Paint } from './palette.ts';
import { PausableScreen } from './pausable-screen.ts';
import { PATIENCE, PlainScreen } from './plain-screen.ts';
import type { Progress } from './progress.ts';
import type { Screen } from './screen.ts';
import { Sink } from './sink.ts';

/** A screen with live lines on a terminal with colours, and a plain one elsewhere. */
export function openScreen(options: ConsoleOptions, progress: Progress, paint: Paint): Screen {
  const safe = options.ci ? ciSafe : undefined;
  const out = new Sink(options.stream, safe);
  const err = options.errorStream === options.stream ? out : new Sink(options.errorStream, safe);
  const { clock } = options;
  if (!options.tty || !options.colour) {
    const waiting = () => waitingLines(progress, clock.now(), PATIENCE);
    return new PausableScreen(new PlainScreen({ out, err, clock, waiting }));
  }
  const columns = () => Math.max(1, options.columns());
  const rows = () => options.rows?.() ?? 24;
  const live = new LiveScreen({
    out,
    err,
    errIsTerminal: err === out || options.errorStream.isTTY === true,
    clock,
    cursor: new CursorGuard(out, options.process ?? process),
    columns,
    live: () => liveLines(progress, { now: clock.now(), columns: columns(), rows: rows(), paint }),
  });
  return new PausableScreen(live);
}
