import { expect, it } from 'vitest';
import type { PlannedPlay } from '../../plan/plan.ts';
import { Diagnostics } from '../../source/diagnostic.ts';
import { Sources } from '../../source/sources.ts';
import { parseYaml } from '../../source/yaml.ts';
import { Scope } from '../../vars/scope.ts';
import { controllerWorld } from '../../vars/world.ts';
import type { Run } from '../run.ts';
import { promptForVars } from './vars-prompt.ts';

/** Asks for the variables of a play; `answers` are what the user types, in order. */
async function ask(prompts: string, answers: readonly string[]) {
  const node = parseYaml('<play>', prompts, new Diagnostics());
  const play = { keywords: new Map([['vars_prompt', node]]) } as unknown as PlannedPlay;
  const asked: [question: string, echo: boolean][] = [];
  const hidden: string[] = [];
  const run = {
    variables: { isExtra: (name: string) => name === 'given' },
    ask: async (question: string, echo: boolean) => {
      asked.push([question, echo]);
      return answers[asked.length - 1];
    },
    hide: (secret: string) => hidden.push(secret),
  } as unknown as Run;
  const scope = new Scope([], controllerWorld(new Sources(), { file: '<play>', folder: '/', roles: [] }, {}));
  const vars = await promptForVars(play, run, scope);
  const values = [...vars].map(([name, binding]) => [name, 'value' in binding ? binding.value : undefined]);
  return { asked, hidden, values: Object.fromEntries(values) };
}

it('asks until the confirmation is equal, takes defaults, and passes over what extra vars give', async () => {
  const prompts = `
- {name: user, prompt: Who, private: false}
- {name: given}
- {name: password, confirm: true}
- {name: size, prompt: Size, default: small, private: false}
`;
  expect(await ask(prompts, ['ann', 'one', 'other', 'two', 'two', ''])).toEqual({
    asked: [
      ['Who: ', true],
      ['password: ', false],
      ['confirm password: ', false],
      ['password: ', false],
      ['confirm password: ', false],
      ['Size [small]: ', true],
    ],
    hidden: ['two'],
    values: { user: 'ann', password: 'two', size: 'small' },
  });
});

it('hashes an answer with the salt, or a salt of the size, that the play wants', async () => {
  const prompts = `
- {name: salted, encrypt: md5_crypt, salt: saltsalt}
- {name: sized, encrypt: md5_crypt, salt_size: 7}
`;
  const { values } = await ask(prompts, ['secret', 'secret']);
  expect(values.salted).toBe('$1$saltsalt$9xy1btjgzLYfb7hivXtC//');
  expect(values.sized).toMatch(/^\$1\$[./0-9A-Za-z]{7}\$/);
});

it('takes defaults where nobody can be asked, without a confirmation', async () => {
  expect(await ask('[{name: size, default: small, confirm: true}]', [])).toEqual({
    asked: [['size [small]: ', false]],
    hidden: ['small'],
    values: { size: 'small' },
  });
});
