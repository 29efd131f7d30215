import { exitCodes } from '../events/exit-codes.ts';

/** Why a run was ended from outside; the reason of the abort signal that the run is handed. */
export class Interrupted extends Error {
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.name = 'Interrupted';
    this.signal = signal;
  }

  get exitCode(): number {
    return this.signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;
  }
}
