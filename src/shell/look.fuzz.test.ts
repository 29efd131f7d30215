import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzRuns, fuzzTimeout } from '../../test/rig/fuzz-time.ts';
import { expectCleanPrototypes, hostileText } from '../../test/rig/hostile-text.ts';
import { Fields } from './look.ts';
import { type DialogueStep, StartDialogue } from './start-dialogue.ts';

const looks = [
  '/f\0G|81a4|1|0|0|5|65024|2180792|1796053976|2026-11-30 15:52:56.829 +0000|1796053976|2026-11-30 15:52:56.829 +0000|1796053976|2026-11-30 15:52:56.829 +0000|8|4096|0|0|root|root\0rw\0\0\0aa785adca3fcdfe1884ae840e13c6d294a2414e8  -\0',
  '/l\0L| 12 lrwxrwxrwx 1 0 0 3 Jan 1 00:00 /l -> x|12 lrwxrwxrwx 1 root root 3 Jan 1 00:00 /l\0rwx\0x\n.\0/x\n.\0\0',
  "/n\0!stat: cannot statx '/n': No such file or directory\0\0\0\0\0",
];

test(
  'whatever a host prints is the state of a file, or a problem',
  () => {
    fc.assert(
      fc.property(hostileText(looks), (text) => {
        const fields = new Fields(text);
        while (!fields.done) {
          const { state, problem, path } = fields.look();
          expect([typeof path, state !== undefined && problem !== undefined]).toEqual(['string', false]);
          JSON.stringify(state);
        }
      }),
      fuzzRuns,
    );
    expectCleanPrototypes();
  },
  fuzzTimeout,
);

const marker = 'RUNBOOK-0123abcd';
const openings = [`Welcome\n${marker} 4711\nout\n${marker} 1\n`, `${marker} x\n`, `lecture\nPassword: `];

/** What is said of the output as a whole, however it came in pieces: the text of each stream, and the password sent once at most. */
function summary(steps: readonly DialogueStep[]): unknown {
  const output = steps.flatMap((step) => (step.kind === 'output' ? [step.chunk.toString('latin1')] : []));
  expect(steps.filter(({ kind }) => kind === 'send-password').length).toBeLessThan(2);
  return { started: steps.some(({ kind }) => kind === 'started'), output: output.join('') };
}

test(
  'a script has started when its marker came, in whatever pieces, and its output is what came behind',
  () => {
    fc.assert(
      fc.property(hostileText(openings), fc.array(fc.nat({ max: 40 })), (text, cuts) => {
        const bytes = Buffer.from(text);
        const fed = (pieces: readonly Buffer[]) => {
          const dialogue = new StartDialogue({ marker, pty: false, password: false });
          return summary([...pieces.flatMap((piece) => dialogue.feed('stdout', piece)), ...dialogue.end(0)]);
        };
        const pieces: Buffer[] = [];
        let at = 0;
        for (const length of cuts) {
          pieces.push(bytes.subarray(at, at + length));
          at += length;
        }
        expect(fed([...pieces, bytes.subarray(at)])).toEqual(fed([bytes]));
      }),
      fuzzRuns,
    );
  },
  fuzzTimeout,
);
