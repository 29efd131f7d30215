import { isAbsolute, join } from 'node:path';
import type { Context } from '../context.ts';
import { dictGetOr } from '../dict-get.ts';
import { display } from '../display.ts';
import type { RenderOptions } from '../evaluation.ts';
import { flatten } from '../filters/lists.ts';
import { findFile } from '../find-file.ts';
import { globFiles } from '../glob-files.ts';
import { asDict } from '../python/coerce.ts';
import { parseLiteral } from '../python/literal.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { type Dict, isList, type Value } from '../value.ts';
import { readAt, readFile, requireFile } from './controller-file.ts';
import { type Lookup, lookup } from './lookup.ts';

const templateParameters = {
  convert_data: true,
  template_vars: new Map<Value, Value>(),
  jinja2_native: false,
  variable_start_string: '{{',
  variable_end_string: '}}',
  comment_start_string: '{#',
  comment_end_string: '#}',
  trim_blocks: true,
  lstrip_blocks: false,
};

/** Lookups that find files of the controller and read them. */
export const fileLookups = {
  /** `lookup('file', names…, rstrip=True, lstrip=False)`: the text of files of the controller. */
  file: lookup({ lstrip: false, rstrip: true }, (terms, { lstrip, rstrip }, { context }) =>
    terms.map((term) => {
      const text = readFile(context, 'files', display(term));
      const left = truthy(lstrip) ? text.trimStart() : text;
      return truthy(rstrip) ? left.trimEnd() : left;
    }),
  ),

  /** `lookup('unvault', names…)`: the text of vaulted files, as it is. */
  unvault: lookup({}, (terms, _options, { context }) => terms.map((term) => readFile(context, 'files', display(term)))),

  /** `lookup('template', names…)`: the text of rendered template files; one that reads as a list or dict is that, unless told not to. */
  template: lookup(templateParameters, (terms, options, evaluation) => {
    const style: RenderOptions = {
      variableStart: display(options.variable_start_string),
      variableEnd: display(options.variable_end_string),
      commentStart: display(options.comment_start_string),
      commentEnd: display(options.comment_end_string),
      trimBlocks: truthy(options.trim_blocks),
      lstripBlocks: truthy(options.lstrip_blocks),
    };
    const own = new Map([...(asDict(options.template_vars) ?? [])].map(([name, value]) => [display(name), value]));
    return terms.map((term) => {
      const path = requireFile(evaluation.context, 'templates', display(term));
      const text = evaluation.render({ path, text: readAt(evaluation.context, path) }, style, own);
      return truthy(options.convert_data) ? converted(text) : text;
    });
  }),

  /** `lookup('fileglob', patterns…)`: the files that shell patterns match, in the first place of the search path that has the folder. */
  fileglob: lookup({}, (terms, _options, { context }) =>
    terms.flatMap((term) => {
      const pattern = display(term);
      if (isAbsolute(pattern)) return globFiles(pattern);
      const found = context.world.searchPath('files').map((directory) => globFiles(join(directory, pattern)));
      return found.find((files) => files.length > 0) ?? [];
    }),
  ),

  /** `lookup('first_found', names…, files, paths, skip)`: the path of the first of some files that is there. */
  first_found: lookup({ files: [], paths: [], skip: false }, (terms, options, { context }) => {
    const given: Dict = new Map(Object.entries(options));
    const own = wantedBy(given);
    const wanted = flatten(terms, Number.POSITIVE_INFINITY, true).map((term) =>
      wantedByTerm(term, listed(options.paths)),
    );
    const names = [...wanted.flatMap((each) => each.names), ...own.names];
    for (const name of names) {
      const path = findAny(context, name);
      if (path !== undefined) return [path];
    }
    if (own.skip || wanted.some((each) => each.skip)) return [];
    throw failure(`none of the files \`${names.join('`, `')}\` is there`, 'pass `skip: true` when that is no error');
  }),
} satisfies Readonly<Record<string, Lookup>>;

const jsonWords: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

function converted(text: string): Value {
  const literal = text.trim();
  if (!/^[[{]/.test(literal)) return text;
  const value = parseLiteral(
    literal.replace(/"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|\bnull\b/g, (part) => jsonWords[part] ?? part),
  );
  return value === undefined ? text : value;
}

interface Wanted {
  readonly names: readonly string[];
  readonly skip: boolean;
}

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

function findAny(context: Context, name: string): string | undefined {
  for (const kind of ['files', 'templates', 'vars'] as const) {
    const path = findFile(context, kind, name);
    if (path !== undefined) return path;
  }
  return undefined;
}
