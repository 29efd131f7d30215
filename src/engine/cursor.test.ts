import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FailureTarget, Step, Task } from '../plan/plan.ts';
import { Cursor, comparePlaces, type SavedCursor } from './cursor.ts';

/** A step whose task is known by its name only; nothing else of it is looked at here. */
const task = (name: string, onFailure?: FailureTarget): Step => ({
  kind: 'task',
  task: { id: name } as Task,
  ...(onFailure === undefined ? {} : { onFailure }),
});

/** Walks a cursor to its end; tasks in `failing` fail. Gives the tasks it stood at, and how it ended. */
function walk(
  start: Cursor,
  failing: readonly string[] = [],
  includes: Readonly<Record<string, Step[][]>> = {},
  between: (cursor: Cursor) => Cursor = (cursor) => cursor,
): string {
  const seen: string[] = [];
  let cursor = start;
  while (cursor.state === 'running') {
    cursor = between(cursor);
    const { step } = cursor;
    if (step.kind === 'jump') cursor.jump(step.to);
    else if (step.kind === 'recover') cursor.recover(step.block);
    else if (step.kind === 'resume') cursor.resume(step.block, step.onFailure);
    else if (step.kind !== 'task') cursor.advance();
    else {
      const name = step.task.id;
      seen.push(failing.includes(name) ? `${name}!${cursor.rescuable ? 'r' : ''}` : name);
      if (failing.includes(name)) cursor.fail();
      else if (includes[name] !== undefined) {
        cursor.enter(
          'include',
          includes[name].map((steps, ordinal) => ({ key: `${name} ${ordinal}`, steps, ordinal, vars: [] })),
        );
      } else cursor.advance();
    }
  }
  return `${seen.join(' ')} ${cursor.state}`;
}

/** block: [a, b], rescue: [r], always: [z], then `end`. */
function block(): Step[] {
  const rescue = { to: 3, block: 'b', rescuing: true };
  const always = { to: 5, block: 'b', rescuing: false };
  return [
    task('a', rescue),
    task('b', rescue),
    { kind: 'jump', to: 5 },
    task('r', always),
    { kind: 'recover', block: 'b' },
    task('z'),
    { kind: 'resume', block: 'b' },
    task('end'),
  ];
}

describe('Cursor', () => {
  it.each([
    ['nothing fails', [], 'a b z end done'],
    ['a task of the block fails', ['a'], 'a!r r z end done'],
    ['the rescue fails too', ['b', 'r'], 'a b!r r! z failed'],
    ['the always section fails', ['z'], 'a b z! failed'],
    ['what comes behind fails', ['end'], 'a b z end! failed'],
  ])('%s', (_name, failing, expected) => {
    expect(walk(new Cursor('h', block()), failing)).toBe(expected);
  });

  it('goes through the units of an include and on behind it', () => {
    const includes = { inc: [[task('x')], [], [task('y')]] };
    expect(walk(new Cursor('h', [task('inc'), task('end')]), [], includes)).toBe('inc x y end done');
  });

  it('takes a failure inside an include to the rescue section around the include', () => {
    const steps = block();
    expect(walk(new Cursor('h', steps), ['x'], { a: [[task('x'), task('never')]] })).toBe('a x!r r z end done');
  });

  it('is done at once when there is nothing to do', () => {
    expect(new Cursor('h', []).state).toBe('done');
  });

  it('goes to the next flush after a failure, and out of the play behind it', () => {
    const cursor = new Cursor('h', [task('a'), task('b'), { kind: 'flush' }, task('c')]);
    cursor.fail();
    expect(cursor.flushAndFail()).toBe(true);
    expect(cursor.step.kind).toBe('flush');
    cursor.enter('handlers', [{ key: 'handlers', steps: [task('handler')], ordinal: 0, vars: [] }]);
    expect(walk(cursor)).toBe('handler failed');
  });

  it('has no flush to go to behind the last one', () => {
    const cursor = new Cursor('h', [{ kind: 'flush' }, task('a')]);
    cursor.advance();
    cursor.fail();
    expect([cursor.flushAndFail(), cursor.state]).toEqual([false, 'failed']);
  });
});

describe('a saved cursor', () => {
  const includes = { a: [[task('x')], [task('w')]], r: [[task('y')]], x: [[task('deep')]] };
  const units = new Map([
    ['play', block()],
    ...Object.entries(includes).flatMap(([name, lists]) =>
      lists.map((steps, ordinal): [string, Step[]] => [`${name} ${ordinal}`, steps]),
    ),
  ]);
  const unitOf = (key: string) => ({ key, steps: units.get(key) ?? [], vars: [] });
  /** Saved as text and restored, as another process would. */
  const moved = (cursor: Cursor) => Cursor.restore(JSON.parse(JSON.stringify(cursor.save())) as SavedCursor, unitOf);

  it('goes the way that the cursor would have gone, wherever it was saved and whatever fails', () => {
    const names = ['a', 'b', 'r', 'z', 'end', 'x', 'w', 'y', 'deep'];
    fc.assert(
      fc.property(fc.subarray(names), (failing) => {
        const straight = walk(new Cursor('h', block()), failing, includes);
        expect(walk(new Cursor('h', block()), failing, includes, moved)).toBe(straight);
      }),
    );
  });

  it('keeps what it has failed at and still has to do', () => {
    const steps = [task('a'), { kind: 'flush' } as const, task('c')];
    const cursor = new Cursor('h', steps);
    cursor.fail();
    cursor.flushAndFail();
    const again = Cursor.restore(cursor.save(), (key) => ({ key, steps, vars: [] }));
    again.advance();
    expect([again.hasFailed, again.state, again.place]).toEqual([true, 'failed', [0, 2]]);
  });
});

describe('comparePlaces', () => {
  it('puts what is inside of an include between the include and what comes behind it', () => {
    const places = [
      [0, 3],
      [0, 2, 1, 0],
      [0, 2],
      [0, 2, 0, 5],
      [0, 2, 0, 1],
    ];
    expect(places.sort(comparePlaces)).toEqual([
      [0, 2],
      [0, 2, 0, 1],
      [0, 2, 0, 5],
      [0, 2, 1, 0],
      [0, 3],
    ]);
  });
});
