import { expect, test } from 'vitest';
import { Diagnostics } from '../source/diagnostic.ts';
import { parseReportOption } from './report-option.ts';

function parsed(text: string): unknown {
  const diagnostics = new Diagnostics();
  const option = parseReportOption(text, diagnostics);
  return option ?? diagnostics.all.map(({ code, message, help }) => [code, message, help].filter(Boolean).join(' / '));
}

test.each([
  ['json=run.json', { kind: 'json', path: 'run.json' }],
  ['jsonl=-', { kind: 'jsonl', path: '-' }],
  ['junit=out/a=b.xml', { kind: 'junit', path: 'out/a=b.xml' }],
  ['html=run.html', { kind: 'html', path: 'run.html' }],
  [' github ', { kind: 'github' }],
  ['github=x', ['bad-report / `github` writes to standard output and takes no file / type `--report github`']],
  [
    'json',
    ['bad-report / the report `json` needs a file / type `--report json=FILE`, or `json=-` for standard output'],
  ],
  [
    'html=',
    ['bad-report / the report `html` needs a file / type `--report html=FILE`, or `html=-` for standard output'],
  ],
  ['jsno=run.json', ['bad-report / `jsno` is no kind of report / did you mean `json=run.json`?']],
  ['out/run.xml', ['bad-report / `out/run.xml` is no kind of report / type `--report junit=out/run.xml`']],
  ['gihub', ['bad-report / `gihub` is no kind of report / did you mean `github`?']],
  [
    'yaml=x',
    ['bad-report / `yaml` is no kind of report / the kinds are `json`, `jsonl`, `junit`, `html` and `github`'],
  ],
  ['', ['bad-report / `` is no kind of report / the kinds are `json`, `jsonl`, `junit`, `html` and `github`']],
])('%j', (text, result) => {
  expect(parsed(text)).toEqual(result);
});
