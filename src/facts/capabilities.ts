import type { Fact } from './fact.ts';

const NOT_AVAILABLE = 'N/A';

/** Capabilities of the user's processes, as `capsh` prints them; `=ep` alone is all of them. */
export const capabilities: Fact = {
  probes: ['if have capsh; then run capsh capsh --print; fi'],

  parse(entries) {
    const current = /^Current: ?(.*)$/m.exec(entries.text('capsh'))?.[1];
    if (current === undefined) {
      return { system_capabilities: NOT_AVAILABLE, system_capabilities_enforced: NOT_AVAILABLE };
    }
    const enforced = current !== '=ep';
    return {
      system_capabilities: enforced ? names(current) : [],
      system_capabilities_enforced: enforced ? 'True' : 'False',
    };
  },
};

/** Older programs print `= a,b+ep`, newer ones `a,b=ep`. */
function names(current: string): string[] {
  const [before = '', after = ''] = current.split('=', 2);
  return (before.trim() || after.replace(/\+\w+$/, '').trim()).split(',');
}
