#!/usr/bin/env node
import { patientCompiler } from '../src/cli/patient-compiler.ts';
import { main } from '../src/main.ts';

patientCompiler(process.versions.node);
process.exitCode = await main(process);
