import { textOf } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { type Lookup, lookup } from './lookup.ts';

/** The lookup that tells the settings of the run by the names that Ansible has for them. */
export const configLookups = {
  /** `lookup('config', names…, on_missing='error')`: the settings of those names; `warn` and `skip` leave out those that are not there. */
  config: lookup({ on_missing: 'error', show_origin: false }, (terms, options, { context }) => {
    const missing = textOf(options.on_missing, '`on_missing`').toLowerCase();
    if (!['error', 'warn', 'skip'].includes(missing)) {
      throw failure(`\`on_missing\` cannot be \`${missing}\``, 'use `error`, `warn` or `skip`');
    }
    return terms.flatMap((term) => {
      const name = textOf(term, 'the name of a setting');
      const value = context.world.setting?.(name);
      if (value !== undefined) return [value];
      if (missing !== 'error') return [];
      throw failure(
        `\`${name}\` is no setting of Ansible's that means anything here`,
        "see what there is: `runbook config`; `on_missing='skip'` passes over it",
      );
    });
  }),
} satisfies Readonly<Record<string, Lookup>>;
