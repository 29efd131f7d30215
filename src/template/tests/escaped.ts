import { property } from './test.ts';

/** `x is escaped`: no text is marked as escaped here. */
export const escapedTest = property(() => false);
