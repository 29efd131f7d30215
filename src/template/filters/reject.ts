import { selecting } from './select-items.ts';

/** `items | reject(test, arguments…)`: those that the test does not hold for. */
export const rejectFilter = selecting(false);
