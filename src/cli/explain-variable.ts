import { WrongInput } from '../source/diagnostic.ts';
import { displayPath } from '../source/display-path.ts';
import type { Sources } from '../source/sources.ts';
import { didYouMean } from '../source/suggest.ts';
import { visible } from '../source/visible.ts';
import type { Explanation, Scope } from '../vars/scope.ts';
import type { CommandContext } from './command.ts';

/** Every layer that sets a variable with its place and what is written there, the weakest first and the one that wins marked. */
export function explainVariable(name: string, scope: Scope, { sources, invocation }: CommandContext): string[] {
  const layers = scope.explain(name);
  if (layers.length === 0) throw unknown(name, scope);
  const rows = layers.map((layer) => [
    `${layer.layer}${layer.from === undefined ? '' : ` (${layer.from})`}`,
    placeOf(layer, sources, invocation.cwd()),
    written(layer, sources),
  ]);
  const widths = [0, 1].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[], index: number) => {
    const [kind = '', place = '', value = ''] = row;
    const mark = index === rows.length - 1 ? '▶' : ' ';
    return `${mark} ${kind.padEnd(widths[0] ?? 0)}  ${place.padEnd(widths[1] ?? 0)}  ${value}`.trimEnd();
  };
  return [`\`${name}\` is set by, the last one winning:`, ...rows.map(line)].map((each) => visible(each));
}

function placeOf({ span }: Explanation, sources: Sources, cwd: string): string {
  if (span === undefined) return '';
  const { file, line, column } = sources.locate(span);
  return `${displayPath(file, cwd)}:${line}:${column}`;
}

/** The first line of what is written there; never what came out of a vault. */
function written({ span }: Explanation, sources: Sources): string {
  if (span === undefined) return '';
  if (sources.isSecret(span.file)) return '(vaulted)';
  const [first = '', ...more] = (sources.text(span.file) ?? '').slice(span.start, span.end).split('\n');
  return more.length === 0 ? first : `${first} …`;
}

function unknown(name: string, scope: Scope): WrongInput {
  const message = `nothing sets the variable \`${name}\``;
  const help = didYouMean(name, scope.names(), 'check its spelling, and that the inventory is the right one (`-i`)');
  return new WrongInput([{ severity: 'error', code: 'unknown-variable', message, ...help }]);
}
