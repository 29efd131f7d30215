import type { Plain } from '../template/to-json.ts';
import type { Fact } from './fact.ts';

/** How the host's resolver is set up (resolv.conf(5)). */
export const dns: Fact = {
  probes: ['show resolv-conf /etc/resolv.conf'],

  parse(entries) {
    const found: Record<string, Plain> = {};
    const nameservers: string[] = [];
    for (const line of entries.lines('resolv-conf')) {
      const [keyword = '', ...words] = line.trim().split(/\s+/);
      if (keyword === 'nameserver' && words[0]) nameservers.push(words[0]);
      if (keyword === 'domain' && words[0]) found.domain = words[0];
      if (keyword === 'search' || keyword === 'sortlist') found[keyword] = words;
      if (keyword === 'options') found.options = Object.fromEntries(words.map(parseOption));
    }
    return { dns: nameservers.length === 0 ? found : { ...found, nameservers } };
  },
};

function parseOption(word: string): [string, string | true] {
  const [name = '', value] = word.split(':', 2);
  return [name, value ?? true];
}
