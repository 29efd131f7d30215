import { parseJson } from '../template/json/parse.ts';
import { type Plain, toPlain } from '../template/to-json.ts';
import type { Entries } from './entries.ts';
import type { Fact } from './fact.ts';
import { NotIni, parseIni } from './ini.ts';

/** What a shell gives as the exit status of a program ended by SIGKILL. */
const KILLED = '137';

/** Facts that the host's owners put into files: JSON or INI text, or a program that prints one. */
export const local: Fact = {
  probes: [
    `
for file in "$fact_path"/*.fact; do
  if [ ! -f "$file" ]; then continue; fi
  base=\${file##*/}; base=\${base%.fact}
  if [ -x "$file" ]; then
    run "local-fact $base" limited "$program_limit" "$file"; code=$?
    if [ "$code" != 0 ]; then entry "local-status $base"; printf '%s\\n' "$code"; fi
  else
    show "local-fact $base" "$file"
  fi
done`,
  ],

  parse(entries) {
    const texts = [...entries.under('local-fact')];
    const facts = Object.fromEntries(texts.map(([name, text]) => [name, read(entries, name, text)]));
    return { local: facts };
  },
};

/** A file that cannot be used becomes a text that says why, in the place of its facts. */
function read(entries: Entries, name: string, text: string): Plain {
  const status = entries.unfinished === `local-fact ${name}` ? KILLED : entries.under('local-status').get(name)?.trim();
  if (status === KILLED) return `the fact program \`${name}.fact\` did not end in time`;
  if (status !== undefined) return `the fact program \`${name}.fact\` ended with exit status ${status}`;
  try {
    return parseFactText(text.trim());
  } catch (error) {
    if (error instanceof NotIni) return `\`${name}.fact\` is neither JSON nor INI: ${error.message}`;
    throw error;
  }
}

function parseFactText(text: string): Plain {
  const json = asJson(text);
  if (json !== undefined) return json;
  const sections = [...parseIni(text)].map(([name, keys]) => [name, Object.fromEntries(keys)] as const);
  return Object.fromEntries(sections);
}

function asJson(text: string): Plain | undefined {
  try {
    return toPlain(parseJson(text));
  } catch {
    return undefined;
  }
}
