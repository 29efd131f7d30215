import type { Command } from 'commander';
import { WrongInput } from '../../source/diagnostic.ts';
import type { Invocation } from '../invocation.ts';
import type { Passwords } from './passwords.ts';

/** What a verb of `runbook vault` works with. */
export interface VaultTools {
  readonly invocation: Invocation;
  readonly passwords: Passwords;
}

/** One verb of `runbook vault`. `run` throws `WrongInput` or `VaultError`. */
export interface VaultVerb {
  /** One line for the help: lower case, no full stop. */
  readonly summary: string;
  define(command: Command): void;
  run(command: Command, tools: VaultTools): Promise<void>;
}

/** Adds the option that chooses among several passwords the one to seal with. */
export function addEncryptVaultId(command: Command): void {
  command.option('--encrypt-vault-id <LABEL>', 'which of several vault ids to encrypt with');
}

/** The value of a verb's own option that takes one word. */
export function wordOption(command: Command, name: string): string | undefined {
  return command.getOptionValue(name) as string | undefined;
}

/** A complaint about options that do not go together. */
export function badUsage(message: string, help: string): WrongInput {
  return new WrongInput([{ severity: 'error', code: 'bad-usage', message, help }]);
}
