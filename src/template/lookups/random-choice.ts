import { lookup } from './lookup.ts';

/** `lookup('random_choice', items…)`: one of them. */
export const randomChoiceLookup = lookup({}, (terms, _options, { context }) => {
  const chosen = terms[Math.floor(context.world.random() * terms.length)];
  return chosen === undefined ? [] : [chosen];
});
