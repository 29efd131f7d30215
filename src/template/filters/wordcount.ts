import { display } from '../display.ts';
import { filter } from './filter.ts';

/** `text | wordcount`: how many words it has. */
export const wordcountFilter = filter({}, (value) => display(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0);
