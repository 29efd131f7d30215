import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scratch } from '../../test/rig/scratch.ts';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import { Sources } from '../source/sources.ts';
import { parseYaml } from '../source/yaml.ts';
import { bindValues } from '../template/bind.ts';
import { PlayVarsFiles } from './play-vars-files.ts';
import type { Layer } from './precedence.ts';
import { Scope } from './scope.ts';
import { controllerWorld } from './world.ts';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make('play-vars-files');
  await scratch.file('common.yml', 'x: common');
  await mkdir(join(scratch.path, 'vars'));
  await scratch.file('vars/Debian.yml', 'x: Debian');
  await scratch.file('list.yml', '- x');
});
afterEach(() => scratch.remove());

function files(text: string): PlayVarsFiles {
  return new PlayVarsFiles(parseYaml('<play>', text, new Diagnostics()), scratch.path, new Sources());
}

function scopeOf(vars: Record<string, string>): Scope {
  const world = controllerWorld(new Sources(), { file: '<play>', folder: scratch.path, roles: [] }, {});
  return new Scope([{ name: 'host facts', vars: bindValues(vars) }], world);
}

const shortly = (layers: readonly Layer[]) =>
  layers.map(({ name, from }) => [name, from?.slice(scratch.path.length + 1)]);

const chosen = (text: string, vars: Record<string, string> = {}) => shortly(files(text).layers(scopeOf(vars)));

function ahead(text: string, vars: Record<string, string> = {}): [unknown, string[]] {
  const diagnostics = new Diagnostics();
  const layers = files(text).layersAhead(scopeOf(vars), diagnostics);
  const said = diagnostics.all.map(({ code, message }) => `${code}: ${message.replaceAll(`${scratch.path}/`, '')}`);
  return [shortly(layers), said];
}

const layer = (from: string) => ['play vars_files', from];

describe('for a host', () => {
  it('are those that exist, beside the playbook or in `vars/`', () => {
    expect(chosen('[common.yml, "{{ os }}.yml"]', { os: 'Debian' })).toEqual([
      layer('common.yml'),
      layer('vars/Debian.yml'),
    ]);
    expect(chosen('common.yml')).toEqual([layer('common.yml')]);
  });

  it('of a list are the first that exists', () => {
    expect(chosen('[["{{ os }}.yml", common.yml]]', { os: 'Fedora' })).toEqual([layer('common.yml')]);
  });

  it('wait for what is not known', () => {
    expect(chosen('["{{ os }}.yml"]')).toEqual([]);
  });

  it('must be there', () => {
    expect(() => chosen('[["{{ os }}.yml", none.yml]]', { os: 'Fedora' })).toThrow(WrongInput);
  });
});

describe('before any host is known', () => {
  it('are those that no host can change', () => {
    expect(ahead('[common.yml, "{{ os }}.yml", [none.yml, common.yml], ["{{ os }}.yml", common.yml]]')).toEqual([
      [layer('common.yml'), layer('common.yml')],
      [],
    ]);
  });

  it('must be there when their names are plain, and be mappings', () => {
    expect(ahead('[none.yml, [a.yml, b.yml], "{{ os }}.yml", list.yml]', { os: 'Fedora' })).toEqual([
      [],
      [
        'vars-file-not-found: there is no vars file `none.yml`',
        'vars-file-not-found: there is no vars file `a.yml` or `b.yml`',
        'vars-file-shape: a file of variables is a mapping, and this is a list',
      ],
    ]);
  });
});
