import { combinationFilters } from './combinations.ts';
import { dateFilters } from './dates.ts';
import { dictFilters } from './dicts.ts';
import { encodingFilters } from './encodings.ts';
import type { Filter } from './filter.ts';
import { hashFilters } from './hashes.ts';
import { jsonYamlFilters } from './json-yaml.ts';
import { listFilters } from './lists.ts';
import { networkFilters } from './network.ts';
import { numberFilters } from './numbers.ts';
import { pathFilters } from './paths.ts';
import { randomFilters } from './random.ts';
import { regexFilters } from './regex.ts';
import { selectFilters } from './select.ts';
import { setFilters } from './sets.ts';
import { sizeFilters } from './sizes.ts';
import { textFilters } from './text.ts';
import { valueFilters } from './values.ts';
import { webFilters } from './web.ts';

/** Every filter by its short name. */
export const filters: Readonly<Record<string, Filter>> = {
  ...valueFilters,
  ...textFilters,
  ...regexFilters,
  ...webFilters,
  ...numberFilters,
  ...sizeFilters,
  ...randomFilters,
  ...listFilters,
  ...setFilters,
  ...combinationFilters,
  ...selectFilters,
  ...dictFilters,
  ...jsonYamlFilters,
  ...hashFilters,
  ...encodingFilters,
  ...pathFilters,
  ...dateFilters,
  ...networkFilters,
};
