import type { CliCommand } from './command.ts';

interface CommandEntry {
  /** One line for the program's help. */
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: CliCommand }>;
}

/** Every command; its code and what it needs are loaded when it is the one asked for. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  play: { summary: 'run playbooks', load: () => import('./play.ts') },
  exec: { summary: 'run one command or module on many hosts', load: () => import('./exec.ts') },
  check: { summary: 'read playbooks and say what is wrong, without any host', load: () => import('./check.ts') },
  inventory: { summary: 'show hosts, groups and variables', load: () => import('./inventory.ts') },
  eval: { summary: 'evaluate an expression as a host sees it', load: () => import('./eval.ts') },
  vault: { summary: 'encrypt, decrypt and edit secrets', load: () => import('./vault.ts') },
  config: { summary: 'show every setting and where its value comes from', load: () => import('./config.ts') },
  doc: { summary: 'show the modules and their arguments', load: () => import('./doc.ts') },
  demo: { summary: 'play a playbook on SSH hosts inside this process', load: () => import('./demo.ts') },
};
