import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import { flag } from '../args.ts';
import { attributeChange } from '../file-attributes.ts';
import { fileResult, stateName } from '../file-result.ts';
import { fileVerdict } from '../file-verdict.ts';
import type { Verdict } from '../module.ts';
import { newAttributes } from './new-path.ts';
import { timeChange } from './times.ts';
import type { FileView } from './view.ts';

/** A file that is made when it is missing, and whose times become now. */
export function touch(view: FileView): Verdict {
  const { args, path, ownership } = view;
  const follow = flag(args, 'follow') !== false;
  const { state } = follow ? view.followed : view.self;
  if (state === undefined) return create(view);
  const times = timeChange(path, state, args, 'now');
  const attributes = attributeChange(follow ? (view.self.state?.realPath ?? path) : path, state, ownership);
  const now = view.self.state === undefined ? 'absent' : stateName(view.self.state);
  return fileVerdict({
    key: 'dest',
    path,
    before: { state: now, ...attributes.before, ...times.before },
    after: { state: 'touch', ...attributes.after, ...times.after },
    commands: [...times.commands, ...attributes.commands],
    now: fileResult(view.self),
    because: `${path} is as it should be`,
  });
}

function create(view: FileView): Verdict {
  const { args, path, ownership } = view;
  const attributes = newAttributes(path, 'file', ownership);
  const name = quote(operand(path));
  const unknown = { kind: 'file', mode: 0, links: 1, uid: 0, gid: 0, size: 0, inode: 0 } as const;
  const seen = { ...unknown, readable: true, writeable: true, executable: false };
  const times = timeChange(path, seen, args, 'preserve');
  return fileVerdict({
    key: 'dest',
    path,
    before: { state: 'absent', ...attributes.before },
    after: { state: 'touch', ...attributes.after },
    commands: [`touch ${name}`, ...attributes.commands, ...times.commands],
    now: {},
    because: '',
  });
}
