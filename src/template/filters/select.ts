import { selecting } from './select-items.ts';

/** `items | select(test, arguments…)`: those that the test holds for. */
export const selectFilter = selecting(true);
