import { createHash } from 'node:crypto';
import { DiskFactCache, type FactCache, type RememberedFacts } from '../facts/fact-cache.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Settings } from '../settings/table.ts';
import { toPlain } from '../template/to-json.ts';
import type { HostStore } from '../vars/host-store.ts';
import type { Variables } from '../vars/variables.ts';

/** Facts that stay between runs: loaded for every host before a run, saved behind it. */
export interface FactMemory {
  load(): Promise<void>;
  save(): Promise<void>;
}

/** What hosts there are, and what is known of them. */
interface Known {
  readonly inventory: Inventory;
  readonly variables: Variables;
}

/** The facts that `--fact-cache` keeps; `undefined` when nobody wants any kept. */
export function factMemory(
  settings: Pick<Settings, 'factCache' | 'factCacheTimeout' | 'flushCache'>,
  known: Known,
  warn: (message: string, help: string) => void,
): FactMemory | undefined {
  const { factCache: folder, factCacheTimeout: timeout, flushCache } = settings;
  if (folder === undefined) return undefined;
  const cache = new DiskFactCache({ folder, timeout, now: Date.now, warn });
  const before = new Map<string, string>();
  return {
    load: async () => {
      for (const host of known.inventory.hosts.keys()) {
        if (flushCache) await cache.forget(host);
        else if (recallHost(known.variables.store(host), await cache.read(host))) {
          before.set(host, fingerprint(known.variables.store(host)));
        }
      }
    },
    save: async () => {
      for (const host of known.inventory.hosts.keys()) {
        await rememberHost(host, known.variables.store(host), { cache, before: before.get(host) });
      }
    },
  };
}

function recallHost(store: HostStore, remembered: RememberedFacts | undefined): boolean {
  if (remembered === undefined) return false;
  store.learn(remembered.facts);
  store.learn(remembered.bare, true);
  return true;
}

/** What has not changed keeps its age. What `clear_facts` has cleared is forgotten. */
async function rememberHost(
  host: string,
  store: HostStore,
  { cache, before }: { readonly cache: FactCache; readonly before: string | undefined },
): Promise<void> {
  const now = { facts: store.facts(false), bare: store.facts(true) };
  if (now.facts.size === 0 && now.bare.size === 0) {
    if (before !== undefined) await cache.forget(host);
  } else if (fingerprint(store) !== before) await cache.write(host, now);
}

function fingerprint(store: HostStore): string {
  return createHash('sha256')
    .update(JSON.stringify([toPlain(store.facts(false)), toPlain(store.facts(true))]))
    .digest('hex');
}
