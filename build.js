import { build } from 'rolldown';

// One file a command instead of six hundred small ones: Node takes as long to find and load those as to run a small playbook.
await build({
  input: {
    'bin/runbook': 'bin/runbook.ts',
    // What test/conformance/templating.mjs holds against the reference.
    'src/template/evaluate': 'src/template/evaluate.ts',
    'src/template/settle': 'src/template/settle.ts',
    'src/template/json/dump': 'src/template/json/dump.ts',
    'src/template/json/parse': 'src/template/json/parse.ts',
  },
  platform: 'node',
  // Packages stay outside, but `diff` comes in: it is many small files, and every run would wait for them.
  external: /^(?!diff(?:\/|$))[^./]/,
  output: {
    dir: 'dist',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    sourcemap: true,
  },
});
