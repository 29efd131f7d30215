import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** The folders of `src/`, each importing only from itself and those before it. The roots below know all. */
const layers = [
  'std',
  'source',
  'vault',
  'template',
  'inventory',
  'playbook',
  'shell',
  'facts',
  'events',
  'modules',
  'vars',
  'plan',
  'connection',
  'engine',
  'report',
  'demo',
  'settings',
  'run',
  'cli',
] as const;

/** Where the outside comes in: the program, and what `import 'runbook'` gives. */
const roots: readonly string[] = ['src/main.ts', 'src/index.ts'];

/** Packages that only some folders know, and what to do elsewhere instead. */
const packages: Readonly<Record<string, { readonly only: readonly string[]; readonly instead: string }>> = {
  yaml: { only: ['src/source'], instead: 'call `parseYaml` or `writeYaml` of source/' },
  ssh2: {
    only: ['src/connection', 'src/demo', 'test', 'bench'],
    instead: 'take a `Connection` of connection/connection.ts',
  },
  'bcrypt-pbkdf': { only: ['src/connection'], instead: 'take a `KeyRing`, which opens keys' },
  'ssh-config': { only: ['src/connection'], instead: 'take a `Target`, which has every option applied' },
  'lru-cache': {
    only: ['src/connection', 'src/template', 'src/vault'],
    instead: 'keep a plain Map, or say why it must be bounded',
  },
  bcryptjs: { only: ['src/template/crypt'], instead: 'call `hashPassword` of template/crypt' },
  diff: { only: ['src/report'], instead: 'give the two texts to an event and let a reporter compare them' },
  'prom-client': { only: ['src/report'], instead: 'put the figure into `RunStats`' },
  chalk: { only: ['src/report/console'], instead: 'emit an event and let the console reporter colour it' },
  ora: { only: ['src/report/console'], instead: 'emit an event and let the console reporter show it' },
  commander: { only: ['src/cli'], instead: 'take the value as an argument; cli reads the command line' },
  'fast-check': { only: ['test'], instead: 'keep it in tests' },
  vitest: { only: ['test'], instead: 'keep it in tests' },
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = ['bin', 'src', 'test', 'bench'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);
const sources = files.filter((file) => /^(bin|src)\//.test(file) && !/\.(test|d)\.ts$/.test(file));
const imports = files.flatMap(importsOf);
const inside = imports.filter(({ to }) => /^(bin|src|test|bench)\//.test(to));
const targets = new Map(files.map((file) => [file, inside.filter(({ from }) => from === file).map(({ to }) => to)]));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const specifiers = text.matchAll(/\b(?:from\s+|import\s*\(\s*|import\s+)'([^'\n]+)'/gm);
  return [...specifiers].map(([, specifier]) => ({ from: file, to: targetOf(file, specifier!) }));
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(file), specifier));
  return specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : specifier.split('/')[0]!;
}

function layerOf(file: string): number {
  return layers.indexOf(file.split('/')[1] as (typeof layers)[number]);
}

/** Each way from a file back to itself, found depth first. */
function cycles(): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const to of targets.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

function reachableFrom(start: readonly string[]): Set<string> {
  const reached = new Set(start);
  for (const file of reached) for (const to of targets.get(file) ?? []) reached.add(to);
  return reached;
}

describe('folders of src', () => {
  it('are all named in the order', () => {
    const folders = sources
      .filter((file) => file.startsWith('src/') && !roots.includes(file))
      .map((file) => file.split('/')[1]);
    const unknown = [...new Set(folders)].filter((folder) => !layers.some((layer) => layer === folder));
    expect(unknown, 'a new folder needs a place in `layers` above and in docs/architecture.md').toEqual([]);
  });

  it('import only from themselves and the folders before them', () => {
    const wrong = inside
      .filter(
        ({ from, to }) =>
          sources.includes(from) && from.startsWith('src/') && !roots.includes(from) && layerOf(from) < layerOf(to),
      )
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(
      wrong,
      'you probably meant to move what is needed into the earlier folder, or to pass it in as an argument',
    ).toEqual([]);
  });

  it('never import a root, bin, tests or the benchmark', () => {
    const wrong = inside
      .filter(
        ({ from, to }) =>
          from.startsWith('src/') && sources.includes(from) && (roots.includes(to) || !to.startsWith('src/')),
      )
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(wrong, 'you probably meant to move the shared piece into the folder of src that owns it').toEqual([]);
  });

  it('have no import cycle, type imports included', () => {
    expect(cycles(), 'you probably meant to give what both sides need a file of its own').toEqual([]);
  });
});

describe('reporters', () => {
  it('see events, plan types, the source and std only', () => {
    const wrong = inside
      .filter(({ from }) => from.startsWith('src/report/') && sources.includes(from))
      .filter(({ to }) => !/^src\/(report|events|plan|source|std)\//.test(to))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(wrong, 'you probably meant to put what is shown into an event').toEqual([]);
  });
});

describe('modules', () => {
  it('do not know each other, the engine or a connection', () => {
    const wrong = inside
      .filter(
        ({ from, to }) =>
          /^src\/modules\/[^/]+\//.test(from) && sources.includes(from) && dirname(from) !== dirname(to),
      )
      .filter(
        ({ to }) =>
          !/^src\/(modules\/[^/]+\.ts|shell\/|facts\/|std\/|source\/|template\/|events\/outcome\.ts)/.test(to),
      )
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(wrong, 'you probably meant to answer with actions, or to share a piece beside modules/module.ts').toEqual(
      [],
    );
  });
});

describe('packages', () => {
  it.each(Object.entries(packages))('%s is known where it belongs only', (name, { only, instead }) => {
    const allowed = (file: string) =>
      only.some((folder) => file.startsWith(`${folder}/`)) || (only.includes('test') && file.endsWith('.test.ts'));
    const wrong = imports.filter(({ from, to }) => to === name && !allowed(from)).map(({ from }) => from);
    expect(wrong, `you probably meant to ${instead}`).toEqual([]);
  });
});

describe('files', () => {
  it('are all reachable from the program', () => {
    const reached = reachableFrom(['bin/runbook.ts', 'src/index.ts']);
    expect(
      sources.filter((file) => !reached.has(file)),
      'you probably forgot to use them, or to delete them',
    ).toEqual([]);
  });

  it('of the test rig are all used by some test or benchmark, or by the configuration of the tests', () => {
    const users = files.filter((file) => file.endsWith('.test.ts') || file.startsWith('bench/'));
    const reached = reachableFrom([...users, 'test/tests-by-kind.ts']);
    const rig = files.filter((file) => file.startsWith('test/') && !reached.has(file));
    expect(rig, 'you probably forgot to delete them').toEqual([]);
  });

  it('are named for what they export', () => {
    const vague = files.filter((file) =>
      /^(utils?|helpers?|types|constants|common|misc|shared)\.ts$/.test(basename(file)),
    );
    expect(vague, 'you probably meant to name each after the one thing it exports').toEqual([]);
  });

  it('are no barrels', () => {
    const barrels = sources.filter((file) => {
      const statements = readFileSync(join(root, file), 'utf8')
        .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
        .trim();
      return statements !== '' && statements.split(/;\s*/).every((one) => one === '' || /^export .* from '/s.test(one));
    });
    expect(barrels, 'you probably meant to import from the file itself').toEqual([]);
  });

  it('write to the terminal only through the streams they are given', () => {
    const writers = sources.filter(
      (file) =>
        file.startsWith('src/') &&
        /\b(process\.(stdout|stderr)|console\.\w+)\b/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(writers, 'you probably meant to emit an event, or to take an output stream').toEqual([]);
  });
});
