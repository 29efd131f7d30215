import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import { flag } from '../args.ts';
import { attributeChange } from '../file-attributes.ts';
import { fileResult, stateName } from '../file-result.ts';
import { fileVerdict } from '../file-verdict.ts';
import type { Verdict } from '../module.ts';
import type { FileView } from './view.ts';

/** Another name for a file. */
export function hard(view: FileView): Verdict {
  const { args, path, self, source, ownership } = view;
  const src = source.path;
  const failure = (message: string, help: string): Verdict => ({
    failed: true,
    message,
    help,
    result: { dest: path, src, ...fileResult(self) },
  });
  if (src === '') return failure('src is required for creating new hardlinks', 'add `src:`');
  if (source.state === undefined) return failure('src does not exist', 'check the path; it is one of the host');
  const same = self.state?.inode === source.state.inode && self.state.device === source.state.device;
  const force = flag(args, 'force') === true;
  if (self.state?.kind === 'directory')
    return failure(`refusing to convert from directory to hard link for ${path}`, 'remove it first');
  if (self.state !== undefined && !same && !force) {
    return failure(`cannot link, ${stateName(self.state)} exists at destination`, 'add `force: true` to replace it');
  }
  const attributes = attributeChange(path, source.state, ownership);
  const before = self.state === undefined ? 'absent' : stateName(self.state);
  const links = same ? [] : replace(path, `ln ${quote(operand(src))}`);
  return fileVerdict({
    key: 'dest',
    path,
    before: { ...(same ? {} : { state: before }), ...attributes.before },
    after: { ...(same ? {} : { state: 'hard' }), ...attributes.after },
    commands: [...links, ...attributes.commands],
    now: { ...fileResult(self), src },
    because: `${path} is ${src} already`,
    rest: { src },
  });
}

/** Makes a link under a temporary name, then puts it in the place of what is there. */
function replace(path: string, link: string): string[] {
  const name = quote(operand(path));
  const temporary = quote(`${operand(path)}.runbook-link`);
  return [
    `rm -f ${temporary}`,
    `${link} ${temporary}`,
    `{ mv -f ${temporary} ${name} || { rm -f ${temporary}; false; }; }`,
  ];
}
