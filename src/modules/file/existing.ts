import { flag } from '../args.ts';
import { attributeChange } from '../file-attributes.ts';
import { fileResult, stateName } from '../file-result.ts';
import { fileVerdict } from '../file-verdict.ts';
import type { Verdict } from '../module.ts';
import { timeChange } from './times.ts';
import type { FileView } from './view.ts';

/** A file that must be there already: its owner and permissions only. */
export function existing(view: FileView): Verdict {
  const { args, ownership } = view;
  const leads = flag(args, 'follow') !== false && view.self.state?.kind === 'link';
  const looked = leads ? view.followed : view.self;
  const path = leads ? (view.self.state?.realPath ?? view.path) : view.path;
  const { state } = looked;
  const name = state === undefined ? 'absent' : stateName(state);
  if (state === undefined || (name !== 'file' && name !== 'hard')) {
    return {
      failed: true,
      message: `file (${path}) is ${name}, cannot continue`,
      help: state === undefined ? 'use `state: touch` to make an empty file' : `use \`state: ${name}\``,
      result: { path, ...(state === undefined ? { state: 'absent' } : fileResult(looked)) },
    };
  }
  const attributes = attributeChange(path, state, ownership);
  const times = timeChange(path, state, args, 'preserve');
  return fileVerdict({
    key: 'path',
    path,
    before: { ...attributes.before, ...times.before },
    after: { ...attributes.after, ...times.after },
    commands: [...attributes.commands, ...times.commands],
    now: fileResult(looked),
    because: `${path} is as it should be`,
  });
}
