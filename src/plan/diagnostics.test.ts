import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../source/diagnostic.ts';
import { renderDiagnostics } from '../source/render.ts';
import { Sources } from '../source/sources.ts';
import { controllerWorld } from '../vars/world.ts';
import { makePlan } from './make-plan.ts';

const folder = join(import.meta.dirname, 'golden');

/** Every playbook in `golden/` has something wrong with it, and the text that says so beside it. */
describe('what is wrong with a playbook', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yml'))) {
    it(file, async () => {
      const sources = new Sources();
      const diagnostics = new Diagnostics();
      const plan = makePlan([relative(process.cwd(), join(folder, file))], {
        sources,
        diagnostics,
        tags: { only: [], skip: [] },
        gathering: 'implicit',
        extraVars: { name: 'extra vars', vars: new Map() },
        rolesPath: [],
        collectionsPath: [],
        cwd: process.cwd(),
        world: (place) => controllerWorld(sources, place, {}),
      });
      plan.checkVariables([]);
      plan.checkModules(
        plan.plan.plays.map((play) => ({ play, ...plan.foresee(play, () => false) })),
        false,
      );
      const text = renderDiagnostics(diagnostics.all, sources, { colour: false }).replaceAll(process.cwd(), '.');
      await expect(`${text}\n`).toMatchFileSnapshot(join(folder, `${file.replace(/\.yml$/, '')}.txt`));
    });
  }
});
