import { dumpJson } from '../json/dump.ts';
import { variadicFilter } from './filter.ts';
import { jsonStyle } from './json-style.ts';

/** `x | to_nice_json(indent=4, sort_keys=True, …)`: JSON for people. */
export const toNiceJsonFilter = variadicFilter((value, { args: [indent = 4], kwargs }) =>
  dumpJson(value, jsonStyle('to_nice_json', kwargs, { indent: Number(indent), sortKeys: true })),
);
