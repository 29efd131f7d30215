#!/usr/bin/env node
import { patientCompiler } from '../src/cli/patient-compiler.ts';
import { leaveDeletedFolder } from '../src/cli/working-folder.ts';
import { main } from '../src/main.ts';

patientCompiler(process.versions.node);
leaveDeletedFolder(process);
process.exitCode = await main(process);
