import { display } from '../display.ts';
import { iterate } from '../python/iterate.ts';
import { compareVersions } from '../python/version.ts';
import { truthy } from '../truthy.ts';
import { filter } from './filter.ts';

/** `versions | community.general.version_sort(reverse)`: in the order of versions, so that 1.10 comes after 1.9. */
export const versionSortFilter = filter({ reverse: false }, (value, { reverse }) => {
  const direction = truthy(reverse) ? -1 : 1;
  return [...iterate(value)].sort((left, right) => direction * compareVersions(display(left), display(right), 'loose'));
});
