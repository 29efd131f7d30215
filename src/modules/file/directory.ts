import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import { flag } from '../args.ts';
import { attributeChange } from '../file-attributes.ts';
import { fileResult, stateName } from '../file-result.ts';
import { fileVerdict } from '../file-verdict.ts';
import type { Verdict } from '../module.ts';
import { belowCommands } from './below.ts';
import { newAttributes } from './new-path.ts';
import type { FileView } from './view.ts';

/** A folder that is made when it is missing, with all on the way to it. */
export function directory(view: FileView): Verdict {
  const leads = flag(view.args, 'follow') !== false && view.self.state?.kind === 'link';
  const looked = leads ? view.followed : view.self;
  const path = leads ? (view.self.state?.realPath ?? view.path) : view.path;
  if (looked.state === undefined) return create(view, leads ? [path] : view.missing);
  if (looked.state.kind !== 'directory') {
    const name = stateName(looked.state);
    return {
      failed: true,
      message: `${path} already exists as a ${name}`,
      help: 'remove it first, with `state: absent`',
      result: { path, ...fileResult(looked) },
    };
  }
  const attributes = attributeChange(path, looked.state, view.ownership);
  const below = belowCommands(path, view);
  return fileVerdict({
    key: 'path',
    path,
    before: attributes.before,
    after: attributes.after,
    commands: [...attributes.commands, ...below],
    now: fileResult(looked),
    because: `${path} is as it should be`,
  });
}

function create({ path, ownership }: FileView, missing: readonly string[]): Verdict {
  const own = newAttributes(path, 'directory', ownership);
  return fileVerdict({
    key: 'path',
    path,
    before: { state: 'absent', ...own.before },
    after: { state: 'directory', ...own.after },
    commands: missing.flatMap((folder) => {
      const name = quote(operand(folder));
      return [`{ mkdir ${name} || [ -d ${name} ]; }`, ...newAttributes(folder, 'directory', ownership).commands];
    }),
    now: {},
    because: '',
  });
}
