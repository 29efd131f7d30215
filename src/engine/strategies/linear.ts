import { comparePlaces } from '../cursor.ts';
import { running, type Strategy } from './strategy.ts';

/** All hosts do a task before any does the next: those that are furthest behind go first. */
export const linear: Strategy = async (cursors, runStep) => {
  for (let left = running(cursors); left.length > 0; left = running(cursors)) {
    const placed = left.map((cursor) => ({ cursor, place: cursor.place }));
    const front = placed.reduce((first, other) => (comparePlaces(other.place, first.place) < 0 ? other : first)).place;
    await runStep(placed.filter(({ place }) => comparePlaces(place, front) === 0).map(({ cursor }) => cursor));
  }
};
