import { resolvePlain } from '../../source/yaml/resolve-scalar.ts';

/** Which styles a text can be written in without changing what it means. */
export interface ScalarAnalysis {
  readonly multiline: boolean;
  readonly flowPlain: boolean;
  readonly blockPlain: boolean;
  readonly singleQuoted: boolean;
}

const timestamp =
  /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;

/** Whether a plain text would be read back as something other than a text. */
export function readsAsOther(text: string): boolean {
  return typeof resolvePlain(text) !== 'string' || timestamp.test(text) || text === '<<' || text === '=';
}

const lineBreak = /[\n\x85\u2028\u2029]/;
/** What YAML 1.1 calls printable, as libyaml has it: nothing beyond the basic plane, and no U+0085. */
const printable = /^[\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;

/** The analysis that libyaml makes of a scalar before it chooses how to write it. */
export function analyzeScalar(text: string): ScalarAnalysis {
  if (text === '') return { multiline: false, flowPlain: false, blockPlain: true, singleQuoted: true };
  const multiline = lineBreak.test(text);
  const edges = /^[ \n\x85\u2028\u2029]|[ \n\x85\u2028\u2029]$/.test(text);
  const breakThenSpace = /[\n\x85\u2028\u2029] /.test(text);
  const spaceThenBreak = / [\n\x85\u2028\u2029]/.test(text);
  const special = !printable.test(text);
  const plain = !(multiline || edges || breakThenSpace || spaceThenBreak || special);
  return {
    multiline,
    flowPlain: plain && !hasFlowIndicator(text),
    blockPlain: plain && !hasBlockIndicator(text),
    singleQuoted: !(breakThenSpace || spaceThenBreak || special),
  };
}

function hasBlockIndicator(text: string): boolean {
  return /^(?:---|\.\.\.)|^[#,[\]{}&*!|>'"%@`]|^[?:-](?:\s|$)|:(?:\s|$)|\s#/.test(text);
}

function hasFlowIndicator(text: string): boolean {
  return hasBlockIndicator(text) || /^[?:]|[,?[\]{}:]/.test(text);
}
