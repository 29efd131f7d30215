import { pathOnHost } from '../../shell/expand.ts';
import { Fields, look, lookFunctions } from '../../shell/look.ts';
import { text } from '../args.ts';
import { fileResult } from '../file-result.ts';
import type { Args, HostView, Result } from '../module.ts';
import type { Attempt, Found } from './attempt.ts';
import { search } from './search.ts';

/** Waits for a path to be there, with a certain text in it or without, or to be gone. */
export function atPath(args: Args): Attempt {
  const path = text(args, 'path') ?? '';
  const pattern = text(args, 'search_regex');
  const gone = text(args, 'state') === 'absent' || text(args, 'state') === 'stopped';
  const word = pathOnHost(path);
  const content = gone || pattern === undefined ? '' : `\n[ ! -f "$p" ] || say "$(cat "$p" 2>/dev/null; echo .)"`;
  const script = `${lookFunctions}p=${word}\n${look('"$p"', { follow: true })}${content}`;
  return {
    timedOut: gone
      ? `Timeout when waiting for ${path} to be absent.`
      : pattern === undefined
        ? `Timeout when waiting for file ${path}`
        : `Timeout when waiting for search string ${pattern} in ${path}`,
    look: async (host) => await lookAt({ script, gone, pattern }, host),
  };
}

interface Question {
  readonly script: string;
  readonly gone: boolean;
  readonly pattern: string | undefined;
}

async function lookAt({ script, gone, pattern }: Question, host: HostView): Promise<Found> {
  const { stdout } = await host.probe(script);
  const fields = new Fields(stdout);
  const looked = fields.look();
  const there = looked.state !== undefined;
  if (gone) return { done: !there };
  if (!there) return { done: false };
  const result: Result = { ...fileResult(looked), path: looked.path };
  if (pattern === undefined) return { done: true, result };
  const found = search(pattern, fields.next().slice(0, -1));
  return found === undefined ? { done: false } : { done: true, result: { ...result, ...found } };
}
