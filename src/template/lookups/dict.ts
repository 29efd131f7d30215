import { asDict } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { dict, isList } from '../value.ts';
import { lookup } from './lookup.ts';

/** `lookup('dict', dicts…)`: a dict with a key and a value for each entry. */
export const dictLookup = lookup({}, (terms) =>
  terms.flatMap((term) => {
    const entries = isList(term) && term.length === 1 ? asDict(term[0]!) : asDict(term);
    if (entries === undefined) throw failure(`the lookup \`dict\` wants dicts, and ${aTypeName(term)} was given`);
    return [...entries].map(([key, value]) => dict({ key, value }));
  }),
);
