import { selectingByAttribute } from './select-items.ts';

/** `items | rejectattr(attribute, test, arguments…)`: those for whose attribute the test does not hold. */
export const rejectattrFilter = selectingByAttribute(false);
