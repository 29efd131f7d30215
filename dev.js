// `npm run dev -- play site.yaml`: the program from its sources, without a build. Node 22.18 and later run them as they are; for older ones they
// are bundled aside first, in about a second.
const program = process.features.typescript ? './bin/runbook.ts' : await bundled();

// npm has changed to the project's folder, and the words are meant for the one that the user is in.
process.chdir(process.env.INIT_CWD ?? '.');
await import(program);

async function bundled() {
  const { bundle } = await import('./bundle.js');
  await bundle('node_modules/.cache/dev', { runbook: 'bin/runbook.ts' });
  return './node_modules/.cache/dev/runbook.js';
}
