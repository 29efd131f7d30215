import { fileURLToPath } from 'node:url';

/** The project's folder, seen from where the benchmarks are built. */
export const projectFolder = fileURLToPath(new URL('../../../../', import.meta.url));

/** The built program; `RUNBOOK_BENCH_CLI` names another. */
export const runbook = process.env.RUNBOOK_BENCH_CLI ?? `${projectFolder}dist/bin/runbook.js`;

/** The built bare loop. */
export const bareLoop = fileURLToPath(new URL('bare-loop.js', import.meta.url));
