import type { Test } from './test.ts';

export const tests: Readonly<Record<string, Test>> = {};
