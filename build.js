import { rmSync } from 'node:fs';
import { bundle } from './bundle.js';

// Chunks that are not made any more would stay, and be packed.
rmSync('dist/chunks', { recursive: true, force: true });

// One file a command instead of six hundred small ones: Node takes as long to find and load those as to run a small playbook.
await bundle('dist', { 'bin/runbook': 'bin/runbook.ts', index: 'src/index.ts' });

// What test/conformance/templating.mjs holds against the reference. By itself, so that nothing of it is in the package.
await bundle('dist/src/template', {
  evaluate: 'src/template/evaluate.ts',
  settle: 'src/template/settle.ts',
  'json/dump': 'src/template/json/dump.ts',
  'json/parse': 'src/template/json/parse.ts',
});
