import { type Entries, readEntries } from '../../facts/entries.ts';
import { probeScript } from '../../facts/probe-script.ts';
import { fromJson } from '../../template/from-json.ts';
import { dict } from '../../template/value.ts';
import { text, texts } from '../args.ts';
import type { Module, Verdict } from '../module.ts';
import { type Package, packageLists } from './package-list.ts';

/** Seconds that the host may take to list its packages. */
const TIMEOUT = 60;

/** `package_facts`: which packages are installed, in which versions. */
export const packageFacts: Module = {
  name: 'package_facts',
  summary: 'Finds out the packages that are installed on the host',
  args: {
    manager: {
      type: 'list',
      elements: 'str',
      default: ['auto'],
      about: `package managers to ask: ${Object.keys(packageLists).join(', ')}, or \`auto\` for any of them`,
    },
    strategy: {
      type: 'str',
      choices: ['first', 'all'],
      default: 'first',
      about: 'ask the first of them that is there, or all',
    },
  },

  async decide(args, host) {
    const managers = managersOf((texts(args, 'manager') ?? ['auto']).map((name) => name.toLowerCase()));
    const unknown = managers.find((name) => !Object.hasOwn(packageLists, name));
    if (unknown !== undefined) return notKnown(unknown);
    const script = probeScript([listingScript(managers, text(args, 'strategy') === 'all')], { timeout: TIMEOUT });
    const { stdout, stderr, code } = await host.probe(script);
    const entries = readEntries(stdout);
    if (entries === undefined) {
      return { failed: true, message: `the host did not list its packages: ${stderr.trim() || `exit status ${code}`}` };
    }
    return verdict(entries, managers);
  },
};

function managersOf(names: readonly string[]): string[] {
  const all = names.flatMap((name) => (name === 'auto' ? Object.keys(packageLists) : [name]));
  return [...new Set(all)];
}

function listingScript(managers: readonly string[], all: boolean): string {
  const blocks = managers.map((name) => {
    const list = packageLists[name];
    return `if have ${list?.program}; then entry ${name}; ${list?.script}; ${all ? '' : 'set -- found; '}fi`;
  });
  return ['set --', ...blocks.map((block) => (all ? block : `if [ $# = 0 ]; then ${block}; fi`))].join('\n');
}

function verdict(entries: Entries, managers: readonly string[]): Verdict {
  const found = managers.filter((name) => entries.has(name));
  if (found.length === 0) {
    const help = 'name one that is there with `manager`';
    return { failed: true, message: `the host has none of the package managers ${managers.join(', ')}`, help };
  }
  const packages = new Map<string, Package[]>();
  for (const manager of found) {
    for (const line of entries.lines(manager)) {
      const one = packageLists[manager]?.parse(line);
      if (one !== undefined) packages.set(one.name, [...(packages.get(one.name) ?? []), one]);
    }
  }
  const facts = dict({ packages: fromJson(packages) });
  return {
    change: false,
    because: `${packages.size} packages were found`,
    result: { ansible_facts: facts },
    effects: [{ kind: 'host-facts', facts, bare: true }],
  };
}

function notKnown(name: string): Verdict {
  const help = `there are: auto, ${Object.keys(packageLists).join(', ')}`;
  return { failed: true, message: `packages of \`${name}\` cannot be listed`, help };
}
