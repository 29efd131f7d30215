import { expect, test } from 'vitest';
import { outputPath, superlinearKinds } from './rig/output-path.ts';

test.each(Object.entries(outputPath))('%s takes twice as long for twice the text, up to 5 MB', (_name, work) => {
  expect(superlinearKinds(work, 5 << 20)).toEqual([]);
});
