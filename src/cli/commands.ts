import type { CliCommand } from './command.ts';

interface CommandEntry {
  /** One line for the program's help. */
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: CliCommand }>;
}

/** Every command; its code and what it needs are loaded when it is the one asked for. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  vault: { summary: 'encrypt, decrypt and edit secrets', load: () => import('./vault.ts') },
  config: { summary: 'show every setting and where its value comes from', load: () => import('./config.ts') },
};
