import { comparisonTests } from './comparisons.ts';
import { networkTests } from './network.ts';
import { pathTests } from './paths.ts';
import { resultTests } from './results.ts';
import type { Test } from './test.ts';
import { textTests } from './text.ts';
import { valueTests } from './values.ts';

/** Every test by its short name. */
export const tests: Readonly<Record<string, Test>> = {
  ...valueTests,
  ...comparisonTests,
  ...textTests,
  ...resultTests,
  ...pathTests,
  ...networkTests,
};
