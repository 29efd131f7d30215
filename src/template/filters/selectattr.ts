import { selectingByAttribute } from './select-items.ts';

/** `items | selectattr(attribute, test, arguments…)`: those for whose attribute the test holds. */
export const selectattrFilter = selectingByAttribute(true);
