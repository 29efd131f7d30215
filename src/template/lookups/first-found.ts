import { join } from 'node:path';
import type { Context } from '../context.ts';
import { dictGetOr } from '../dict-get.ts';
import { display } from '../display.ts';
import { flatten } from '../filters/flatten.ts';
import { findFile } from '../find-file.ts';
import { asDict } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { type Dict, isList, type Value } from '../value.ts';
import { lookup } from './lookup.ts';

interface Wanted {
  readonly names: readonly string[];
  readonly skip: boolean;
}

/** `lookup('first_found', names…, files, paths, skip)`: the path of the first of some files that is there. */
export const firstFoundLookup = lookup({ files: [], paths: [], skip: false }, (terms, options, { context }) => {
  const given: Dict = new Map(Object.entries(options));
  const own = wantedBy(given);
  const wanted = flatten(terms, Number.POSITIVE_INFINITY, true).map((term) =>
    wantedByTerm(term, listed(options.paths)),
  );
  const names = [...wanted.flatMap((each) => each.names), ...own.names];
  for (const name of names) {
    const path = find(context, name);
    if (path !== undefined) return [path];
  }
  if (own.skip || wanted.some((each) => each.skip)) return [];
  throw failure(`none of the files \`${names.join('`, `')}\` is there`, 'pass `skip: true` when that is no error');
});

function wantedByTerm(term: Value, paths: readonly string[]): Wanted {
  const dict = asDict(term);
  if (dict !== undefined) return wantedBy(dict);
  return { names: below(paths, [display(term)]), skip: false };
}

function wantedBy(dict: Dict): Wanted {
  const files = listed(dictGetOr(dict, 'files', []));
  return { names: below(listed(dictGetOr(dict, 'paths', [])), files), skip: truthy(dictGetOr(dict, 'skip', false)) };
}

/** Each file below each path; without paths, the files themselves. */
function below(paths: readonly string[], files: readonly string[]): string[] {
  return paths.length === 0 ? [...files] : paths.flatMap((path) => files.map((file) => join(path, file)));
}

/** A list of texts, or one text with commas, colons or semicolons between. */
function listed(value: Value): string[] {
  if (isList(value)) return value.flatMap((item) => listed(item));
  return display(value)
    .split(/[,:;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function find(context: Context, name: string): string | undefined {
  for (const kind of ['files', 'templates', 'vars'] as const) {
    const path = findFile(context, kind, name);
    if (path !== undefined) return path;
  }
  return undefined;
}
