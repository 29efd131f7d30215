import { DEFAULT_FACT_PATH, DEFAULT_TIMEOUT, factScript } from '../../facts/fact-script.ts';
import { filterFacts } from '../../facts/filter-facts.ts';
import { type GatheredFacts, parseFacts } from '../../facts/parse-facts.ts';
import { UnknownSubset } from '../../facts/subsets.ts';
import { suggest } from '../../source/suggest.ts';
import { type Dict, dict } from '../../template/value.ts';
import { number, text, texts } from '../args.ts';
import type { ArgSpecs, Args, Effect, HostView, Module, Result, Verdict } from '../module.ts';

const gatherArgs: ArgSpecs = {
  gather_subset: {
    type: 'list',
    elements: 'str',
    default: ['all'],
    about: 'sets of facts: `all`, `min`, `network`, `hardware`, `virtual`, …; with `!` before it one that is left out',
  },
  gather_timeout: {
    type: 'int',
    default: DEFAULT_TIMEOUT,
    about: 'seconds after which facts that did not come are done without',
  },
  fact_path: {
    type: 'path',
    default: DEFAULT_FACT_PATH,
    about: 'folder on the host with local facts: `*.fact` files of JSON or INI, or programs that print one',
  },
  filter: {
    type: 'list',
    elements: 'str',
    default: [],
    about: 'shell patterns of the names to keep, with `ansible_` or without; none keeps all',
  },
};

/** `setup`: what there is to know about a host, found out in one round trip and without Python. */
export const setup: Module = {
  name: 'setup',
  summary: 'Finds out facts about the host: its system, names, addresses, memory, disks',
  args: gatherArgs,
  decide: gather,
};

/** `gather_facts`: what a play does before its first task. */
export const gatherFacts: Module = {
  ...setup,
  name: 'gather_facts',
  args: {
    ...gatherArgs,
    parallel: { type: 'bool', about: 'changes nothing: all facts come in one round trip' },
  },
};

async function gather(args: Args, host: HostView): Promise<Verdict> {
  const subsets = texts(args, 'gather_subset') ?? ['all'];
  const timeout = number(args, 'gather_timeout') ?? DEFAULT_TIMEOUT;
  if (timeout < 1)
    return { failed: true, message: '`gather_timeout` must be at least 1 second', help: 'leave it out for 10' };
  const script = scriptFor(subsets, timeout, args);
  if (script instanceof UnknownSubset) return unknownSubset(script);
  const { stdout, stderr, code } = await host.probe(script);
  const gathered = parseFacts(stdout);
  if (gathered === undefined) return notAnswered(stderr.trim() || stdout.trim(), code);
  return verdict(gathered, subsets, texts(args, 'filter') ?? []);
}

function scriptFor(subsets: readonly string[], timeout: number, args: Args): string | UnknownSubset {
  try {
    return factScript(subsets, { timeout, factPath: text(args, 'fact_path') ?? DEFAULT_FACT_PATH });
  } catch (error) {
    if (error instanceof UnknownSubset) return error;
    throw error;
  }
}

function unknownSubset({ message, word, known }: UnknownSubset): Verdict {
  const near = suggest(word, known);
  return {
    failed: true,
    message,
    help: near === undefined ? `there are: ${known.join(', ')}` : `did you mean \`${near}\`?`,
  };
}

function notAnswered(said: string, code: number): Verdict {
  const why = said === '' ? `exit status ${code}` : said;
  return { failed: true, message: `the host did not run the script that gathers facts: ${why}` };
}

function verdict(gathered: GatheredFacts, subsets: readonly string[], filter: readonly string[]): Verdict {
  const { facts: found, unfinished } = gathered;
  const facts = filterFacts(found, filter);
  const own = filterFacts(dict({ gather_subset: [...subsets], module_setup: true }), filter);
  const warnings = unfinished === undefined ? {} : { warnings: [timeIsUp(unfinished)] };
  const result: Result = { ansible_facts: new Map([...withPrefix(facts), ...own]), ...warnings };
  return { change: false, because: 'facts were gathered', result, effects: effectsOf(facts, own) };
}

/** Local facts are known as `ansible_facts.ansible_local`, the only ones that keep the prefix there. */
function effectsOf(facts: Dict, own: Dict): Effect[] {
  const local = facts.get('local');
  const prefixed = new Map([...facts].filter(([name]) => name !== 'local'));
  const bare: Dict = local === undefined ? own : new Map([...own, ['ansible_local', local]]);
  return [
    { kind: 'host-facts', facts: prefixed },
    { kind: 'host-facts', facts: bare, bare: true },
  ];
}

function timeIsUp(entry: string): string {
  return `facts are missing: the host was still at \`${entry}\` when its time was up; give it more with \`gather_timeout\``;
}

/** Names as a registered result has them. */
function withPrefix(facts: Dict): Dict {
  return new Map([...facts].map(([name, value]) => [`ansible_${String(name)}`, value]));
}
