import { display } from '../display.ts';
import { test } from './test.ts';

/** `name is filter`: whether there is a filter of that name. */
export const filterTest = test({}, (value, _args, evaluation) => evaluation.knows('filter', display(value)));

/** `name is test`: whether there is a test of that name. */
export const testTest = test({}, (value, _args, evaluation) => evaluation.knows('test', display(value)));
