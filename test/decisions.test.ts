import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../docs/decisions');

/** The row of the index that a decision's first lines make: `# NUMBER TITLE`, an empty line, `STATUS, DATE.` */
function indexRow(file: string): string {
  const [heading = '', , status = ''] = readFileSync(join(folder, file), 'utf8').split('\n');
  const [, number, title] = /^# (\d{4}) (.+)$/.exec(heading) ?? [];
  const [, state, date] = /^(Accepted|Superseded by \d{4}), (\d{4}-\d{2}-\d{2})\.$/.exec(status) ?? [];
  return `| [${number}](${file}) | ${title} | ${state?.toLowerCase()} | ${date} |`;
}

test('every decision has a number, a status and a date, and stands in the index', () => {
  const files = readdirSync(folder).filter((name) => /^\d{4}-/.test(name));
  const rows = readFileSync(join(folder, 'README.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ['));
  expect(rows).toEqual(files.sort().map(indexRow));
});
