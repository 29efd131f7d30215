import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 wait longer before it compiles a function to machine code. A run is over in seconds and goes through much code a few times: a
 * quarter of its processor time went into code that was hardly used (docs/decisions/0083). For the V8 of Node 20 only, where it was
 * measured: the flag is not one of Node's own, and another V8 may complain of it.
 */
export function patientCompiler(nodeVersion: string): void {
  if (nodeVersion.startsWith('20.')) setFlagsFromString('--interrupt-budget=300000');
}
