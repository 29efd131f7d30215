import type { evaluateExpression, renderTemplate } from '../../src/template/evaluate.ts';
import type { dumpJson } from '../../src/template/json/dump.ts';
import type { parseJson } from '../../src/template/json/parse.ts';
import type { settle } from '../../src/template/settle.ts';

export interface Program {
  readonly evaluateExpression: typeof evaluateExpression;
  readonly renderTemplate: typeof renderTemplate;
  readonly dumpJson: typeof dumpJson;
  readonly parseJson: typeof parseJson;
  readonly settle: typeof settle;
}

export interface Verdict {
  readonly id: string;
  readonly text: string;
  readonly want: string;
  readonly got: string;
  readonly message?: string;
}

export function judgeTemplating(text: string, program: Program): Promise<Verdict[]>;
