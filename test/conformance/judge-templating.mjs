// How a case of templating is judged, apart from where the program comes from: the sources under vitest, the built program otherwise.
import { readFileSync } from 'node:fs';

/** Evaluates every case of a JSON-lines text with `program`; a verdict holds what was wanted and what came out, both as one line. */
export async function judgeTemplating(text, program) {
  const [first, ...cases] = text
    .split('\n')
    .filter((line) => line !== '')
    .map(program.parseJson);
  const verdicts = [];
  for (const each of cases) verdicts.push(await judgeCase(each, first, program));
  return verdicts;
}

async function judgeCase(each, first, program) {
  const [id, kind, text] = ['id', 'kind', 'text'].map((name) => each.get(name));
  const want = each.has('error') ? `error: ${each.get('error')}` : shown(each.get('want'), program);
  // A case may change what a variable holds, so each has variables of its own.
  const vars = copy(first.get('vars'));
  const context = { get: (name) => vars.get(name), names: () => vars.keys(), world };
  try {
    const got = await program.settle(() =>
      kind === 'expr' ? program.evaluateExpression(text, context) : program.renderTemplate(text, {}, context),
    );
    return { id, text, want, got: shown(got, program) };
  } catch (error) {
    if (error.name !== 'TemplateError' && error.name !== 'TemplateSyntaxError') throw error;
    return { id, text, want, got: `error: ${error.kind}`, message: error.message };
  }
}

/** Keys in order of their text: the order of a dict is nothing that a case is about. */
function shown(value, { dumpJson }) {
  return dumpJson(value, { sortKeys: true, ensureAscii: false });
}

function copy(value) {
  if (Array.isArray(value)) return value.map(copy);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, copy(item)]));
  return value;
}

const world = {
  env: process.env,
  now: () => new Date(),
  random: Math.random,
  searchPath: () => [],
  read: (path) => readFileSync(path, 'utf8'),
  decrypt: () => {
    throw new Error('there are no vault passwords here');
  },
};
