import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ScriptedRun } from '../../../test/report/scripted-run.ts';
import { columns as columnsOf } from '../../source/columns.ts';
import { clip } from './clip.ts';
import { liveLines } from './live-lines.ts';
import { palette } from './palette.ts';
import { Progress } from './progress.ts';

function progressOf(run: ScriptedRun): Progress {
  const progress = new Progress();
  for (const event of run.events) progress.handle(event, 0);
  return progress;
}

test('a text is cut to the columns it may take', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.nat(20), (text, width) => {
      const cut = clip(text, width);
      expect(columnsOf(cut)).toBeLessThanOrEqual(width);
      if (columnsOf(text) <= width) expect(cut).toBe(text);
    }),
  );
});

test('no line is wider than the terminal has columns but one, whatever runs', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 40 });
  const view = fc.record({
    columns: fc.integer({ min: 1, max: 120 }),
    rows: fc.integer({ min: 1, max: 50 }),
    now: fc.nat(10 ** 9),
  });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), word, view, (hosts, name, at) => {
      const run = new ScriptedRun()
        .play('P', ...hosts)
        .task(name)
        .start(...hosts)
        .failed(hosts[0]!);
      const lines = liveLines(progressOf(run), { ...at, paint: palette(true) }).map((line) =>
        stripVTControlCharacters(line),
      );
      expect(lines.length).toBeLessThanOrEqual(Math.max(1, at.rows - 2));
      for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(at.columns - 1);
    }),
  );
});

test('the total falls with the hosts that leave the play, and counts those that failed at this task', () => {
  const run = new ScriptedRun()
    .play('P', 'a', 'b', 'c', 'd')
    .task('One')
    .start('a', 'b', 'c', 'd')
    .failed('a')
    .ok('b', 'c', 'd');
  run.task('Two').start('b', 'c', 'd').failed('b');
  const lines = liveLines(progressOf(run), { now: 0, columns: 40, rows: 24, paint: palette(false) });
  expect(lines).toEqual(['⠋ Two 1/3 1 failed 0s']);
});

test('nothing is shown between plays and after the run', () => {
  const run = new ScriptedRun().play('P', 'a').task('One').start('a');
  expect(liveLines(progressOf(run), { now: 0, columns: 40, rows: 24, paint: palette(false) })).toEqual([
    '⠋ One 0/1 0s',
  ]);
  expect(liveLines(progressOf(run.playEnd()), { now: 0, columns: 40, rows: 24, paint: palette(false) })).toEqual([]);
});
