import { Fields } from '../../shell/look.ts';
import { flag, text } from '../args.ts';
import { asChange } from '../as-change.ts';
import { cannotLook } from '../cannot-look.ts';
import { attributeArgs, notBuilt } from '../file-args.ts';
import { stateName } from '../file-result.ts';
import type { Args, Failed, Module, Verdict } from '../module.ts';
import { absent } from './absent.ts';
import { directory } from './directory.ts';
import { existing } from './existing.ts';
import { hard } from './hard.ts';
import { link } from './link.ts';
import { timeProblem } from './times.ts';
import { touch } from './touch.ts';
import { type FileView, probeScript, readView } from './view.ts';

/** `file`: that a file, folder or link is there or not, and whose it is. */
export const file: Module = {
  name: 'file',
  summary: 'Makes files, folders and links be there or not, and sets their owners and permissions',
  args: {
    path: { type: 'path', required: true, aliases: ['dest', 'name'], about: 'the path' },
    state: {
      type: 'str',
      choices: ['absent', 'directory', 'file', 'hard', 'link', 'touch'],
      about: 'what should be there; without it what is there, which must exist',
    },
    src: { type: 'path', about: 'what a `link` or `hard` link leads to' },
    recurse: { type: 'bool', default: false, about: 'set owner and permissions of all below a folder as well' },
    follow: { type: 'bool', default: true, about: 'set owner and permissions of what a link leads to' },
    force: {
      type: 'bool',
      default: false,
      about: 'make a link though its target is missing, or though it replaces something',
    },
    access_time: { type: 'str', about: '`preserve`, `now`, or a time in `access_time_format`' },
    access_time_format: { type: 'str', default: '%Y%m%d%H%M.%S', about: 'how that time is written' },
    modification_time: { type: 'str', about: '`preserve`, `now`, or a time in `modification_time_format`' },
    modification_time_format: { type: 'str', default: '%Y%m%d%H%M.%S', about: 'how that time is written' },
    ...attributeArgs,
  },

  async decide(args, host) {
    const problem = notUnderstood(args);
    if (problem !== undefined) return problem;
    const printed = await host.probe(probeScript(args));
    const blind = cannotLook(printed);
    if (blind !== undefined) return blind;
    const view = readView(args, new Fields(printed.stdout));
    const untold = view.self.problem === undefined ? undefined : `${view.path}: ${view.self.problem}`;
    if (untold !== undefined) return { failed: true, message: untold, result: { path: view.path } };
    return text(args, 'state') === 'absent' ? absent(view) : ownable(judge(view), view);
  },
};

/** A verdict that stands only when there are the user and the group to whom the path is to belong. */
function ownable(verdict: Verdict, { path, ownership }: FileView): Verdict {
  const { problem: message, unknown } = ownership;
  if (message === undefined || 'failed' in verdict) return verdict;
  const failed = { failed: true, message, result: { path } } as const;
  return unknown === true ? { ...failed, unlessMade: asChange(verdict) } : failed;
}

function notUnderstood(args: Args): Failed | undefined {
  if (args.attributes !== undefined) return notBuilt('attributes');
  const time = timeProblem(args);
  if (time !== undefined) return { failed: true, message: time };
  return undefined;
}

function judge(view: FileView): Verdict {
  const { self, args } = view;
  const now = self.state === undefined ? 'absent' : stateName(self.state);
  const byDefault = now !== 'absent' ? now : flag(args, 'recurse') === true ? 'directory' : 'file';
  const state = text(args, 'state') ?? byDefault;
  if (flag(args, 'recurse') === true && state !== 'directory') {
    return { failed: true, message: "recurse option requires state to be 'directory'", help: 'add `state: directory`' };
  }
  if (text(args, 'src') !== undefined && state !== 'link' && state !== 'hard') {
    return { failed: true, message: "src option requires state to be 'link' or 'hard'", help: 'add `state: link`' };
  }
  switch (state) {
    case 'absent':
      return absent(view);
    case 'directory':
      return directory(view);
    case 'link':
      return link(view);
    case 'hard':
      return (text(args, 'state') ?? text(args, 'src')) ? hard(view) : existing(view);
    case 'touch':
      return touch(view);
    default:
      return existing(view);
  }
}
