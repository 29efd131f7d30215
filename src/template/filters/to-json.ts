import { dumpJson } from '../json/dump.ts';
import { variadicFilter } from './filter.ts';
import { jsonStyle } from './json-style.ts';

/** `x | to_json(…)`: JSON on one line, with the arguments of Python's `json.dumps`. */
export const toJsonFilter = variadicFilter((value, { kwargs }) => dumpJson(value, jsonStyle('to_json', kwargs, {})));
