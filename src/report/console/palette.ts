import { Chalk, type ChalkInstance } from 'chalk';

/** What a piece of text is; each has its colour, out of the sixteen that every terminal has and people set to their taste. */
export type Role =
  | 'heading'
  | 'ok'
  | 'changed'
  | 'skipped'
  | 'failed'
  | 'unreachable'
  | 'warning'
  | 'place'
  | 'faint'
  | 'added'
  | 'removed'
  | 'hunk';

/** Gives a text the colour of its role, or leaves it as it is. */
export type Paint = (role: Role, text: string) => string;

/** The paint of a terminal with colours, or the one that leaves everything plain. */
export function palette(colour: boolean): Paint {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  const brushes: Record<Role, ChalkInstance> = {
    heading: chalk.bold,
    ok: chalk.green,
    changed: chalk.yellow,
    skipped: chalk.cyan,
    failed: chalk.red,
    unreachable: chalk.redBright.bold,
    warning: chalk.magentaBright,
    place: chalk.bold,
    faint: chalk.dim,
    added: chalk.green,
    removed: chalk.red,
    hunk: chalk.cyan,
  };
  return (role, text) => (text === '' ? '' : brushes[role](text));
}
