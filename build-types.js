import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

// The types of what `import 'runbook'` gives. The compiler declares every file of the program; the package has those that `index` names.
const declared = 'node_modules/.cache/types';
const published = 'dist/types';

for (const folder of [declared, published]) rmSync(folder, { recursive: true, force: true });
execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.types.json', '--outDir', declared], { stdio: 'inherit' });

const files = new Set(['index.d.ts']);
for (const file of files) {
  const text = readFileSync(join(declared, file), 'utf8');
  for (const [, specifier] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.ts['"]/g)) {
    files.add(`${relative('.', join(dirname(file), specifier))}.d.ts`);
  }
  mkdirSync(join(published, dirname(file)), { recursive: true });
  writeFileSync(join(published, file), text.replaceAll(/((?:from |import\()['"]\.[^'"]+)\.ts(?=['"])/g, '$1.js'));
}
