import { contentFunction, readContent } from '../../shell/content.ts';
import { pathOnHost } from '../../shell/expand.ts';
import { Fields, look, lookFunctions } from '../../shell/look.ts';
import { text } from '../args.ts';
import { cannotLook } from '../cannot-look.ts';
import type { Module } from '../module.ts';

/** `slurp`: the content of a file of the host. */
export const slurp: Module = {
  name: 'slurp',
  summary: 'Reads a file of the host, and gives its content in base64',
  args: {
    src: { type: 'path', required: true, aliases: ['path'], about: 'the file' },
  },

  async decide(args, host) {
    const src = text(args, 'src') ?? '';
    const printed = await host.probe(script(src));
    const blind = cannotLook(printed);
    if (blind !== undefined) return blind;
    const fields = new Fields(printed.stdout);
    const { path, state, problem } = fields.look();
    const failure = (message: string) => ({ failed: true, message }) as const;
    if (problem !== undefined) return failure(`unable to slurp file: ${path}: ${problem}`);
    if (state === undefined) return failure(`file not found: ${path}`);
    if (state.kind === 'directory') return failure(`source is a directory and must be a file: ${path}`);
    if (!state.readable) return failure(`file is not readable: ${path}`);
    const content = readContent(fields);
    return {
      change: false,
      because: 'it only reads',
      result: { content: content.toString('base64'), encoding: 'base64', source: path },
    };
  },
};

function script(src: string): string {
  return `${lookFunctions}${contentFunction}
p=${pathOnHost(src)}
${look('"$p"', { follow: true })}
if [ -f "$p" ] || [ -c "$p" ] || [ -p "$p" ]; then content "$p"; fi`;
}
