import { didYouMean } from '../source/suggest.ts';
import type { RenderOptions } from './evaluation.ts';
import { parseLiteral } from './python/literal.ts';
import { failure } from './refuse.ts';
import { truthy } from './truthy.ts';

const marker = '#jinja2:';

const booleans: Readonly<Record<string, keyof RenderOptions>> = {
  trim_blocks: 'trimBlocks',
  lstrip_blocks: 'lstripBlocks',
};

/** The names under which templates and playbooks set what begins and ends a tag, an expression and a comment. */
export const delimiterNames: Readonly<Record<string, keyof RenderOptions>> = {
  block_start_string: 'blockStart',
  block_end_string: 'blockEnd',
  variable_start_string: 'variableStart',
  variable_end_string: 'variableEnd',
  comment_start_string: 'commentStart',
  comment_end_string: 'commentEnd',
};

/** Settings that `None` turns off. */
const prefixes: Readonly<Record<string, keyof RenderOptions>> = {
  line_statement_prefix: 'lineStatementPrefix',
  line_comment_prefix: 'lineCommentPrefix',
};

const texts: Readonly<Record<string, keyof RenderOptions>> = {
  ...delimiterNames,
  ...prefixes,
  newline_sequence: 'newlineSequence',
};

/** What Jinja has besides, and what changes nothing in a file that Ansible fills in. */
const withoutEffect: readonly string[] = [
  'autoescape',
  'auto_reload',
  'cache_size',
  'enable_async',
  'keep_trailing_newline',
  'optimized',
];

/** Reads a first line such as `#jinja2: lstrip_blocks: True, trim_blocks: False`; `body` is the template without it. */
export function readHeader(text: string): { readonly body: string; readonly overrides: RenderOptions } {
  if (!text.startsWith(marker)) return { body: text, overrides: {} };
  const end = text.indexOf('\n');
  const line = text.slice(marker.length, end === -1 ? text.length : end);
  return {
    body: end === -1 ? '' : text.slice(end + 1),
    overrides: Object.fromEntries(line.split(',').flatMap(readSetting)),
  };
}

function readSetting(setting: string): [string, string | boolean][] {
  const colon = setting.indexOf(':');
  const name = setting.slice(0, colon === -1 ? setting.length : colon).trim();
  if (withoutEffect.includes(name)) return [];
  const key = booleans[name] ?? texts[name];
  if (key === undefined)
    throw failure(
      `\`#jinja2:\` has no setting \`${name}\``,
      didYouMean(name, [...Object.keys(booleans), ...Object.keys(texts)]).help,
    );
  const value = parseLiteral(setting.slice(colon + 1).trim());
  // Playbooks in use write `"true"`: what counts is whether Python takes the literal for true.
  if (name in booleans && value !== undefined) return [[key, truthy(value)]];
  if (name in texts && typeof value === 'string') return [[key, value]];
  if (name in prefixes && value === null) return [[key, '']];
  throw failure(
    `\`${name}\` in the \`#jinja2:\` line wants ${name in booleans ? '`True` or `False`' : 'a text in quotes'}`,
  );
}
