import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import { flag, text } from '../args.ts';
import { attributeChange } from '../file-attributes.ts';
import { fileResult, stateName } from '../file-result.ts';
import { fileVerdict } from '../file-verdict.ts';
import type { Result, Verdict } from '../module.ts';
import type { FileView } from './view.ts';

/** A symbolic link. */
export function link(view: FileView): Verdict {
  const { args, path, self } = view;
  const current = self.state?.kind === 'link' ? self.state.target : undefined;
  const src = text(args, 'src') ?? current;
  if (src === undefined)
    return { failed: true, message: 'src is required for creating new symlinks', help: 'add `src:`' };
  const problem = refusal(view, src);
  if (problem !== undefined) {
    const result = { dest: path, src, ...fileResult(self) };
    return { failed: true, message: problem, help: 'add `force: true` if that is meant', result };
  }
  const before = self.state === undefined ? 'absent' : stateName(self.state);
  const target = quote(operand(src));
  const name = quote(operand(path));
  const remove =
    before === 'directory' ? [`rmdir ${name}`] : before === 'absent' || before === 'link' ? [] : [`rm -f ${name}`];
  const links = current === src ? [] : [...remove, `ln -sfn ${target} ${name}`];
  const attributes = targetAttributes(view, current === src);
  return fileVerdict({
    key: 'dest',
    path,
    before: { ...shownBefore(before, current, src), ...attributes.before },
    after: { ...(links.length === 0 ? {} : current === undefined ? { state: 'link' } : { src }), ...attributes.after },
    commands: [...links, ...attributes.commands],
    now: fileResult(self),
    because: `${path} leads to ${src} already`,
    rest: { src, ...dangling(view) },
  });
}

function shownBefore(state: string, current: string | undefined, src: string): Result {
  if (current === src) return {};
  return current === undefined ? { state } : { src: current };
}

/** Why the link is not made; `undefined` when nothing is in its way, or `force` is given. */
function refusal({ args, path, self, source, filled }: FileView, src: string): string | undefined {
  const force = flag(args, 'force') === true;
  if (text(args, 'src') !== undefined && source.state === undefined && !force) {
    return `src file does not exist, use "force=yes" if you really want to create the link: ${source.path || src}`;
  }
  if (self.state === undefined || self.state.kind === 'link') return undefined;
  const kind = stateName(self.state);
  if (!force) return `refusing to convert from ${kind} to symlink for ${path}`;
  return kind === 'directory' && filled ? `the directory ${path} is not empty, refusing to convert it` : undefined;
}

/** Owner and permissions are those of what the link leads to, or of the link itself with `follow: false`. */
function targetAttributes(view: FileView, made: boolean) {
  const { args, path, self, source, followed, ownership } = view;
  if (flag(args, 'follow') === false) {
    const state = made && self.state !== undefined ? self.state : undefined;
    return state === undefined ? ownerOfNew(view) : attributeChange(path, state, ownership);
  }
  const target = text(args, 'src') === undefined ? followed : source;
  if (target.state === undefined) return { before: {}, after: {}, commands: [] };
  const real = text(args, 'src') === undefined ? (self.state?.realPath ?? target.path) : target.path;
  return attributeChange(real, target.state, ownership);
}

function ownerOfNew({ path, ownership: { uid, gid } }: FileView) {
  const name = quote(operand(path));
  const commands = [
    ...(uid === undefined ? [] : [`chown -h ${uid} ${name}`]),
    ...(gid === undefined ? [] : [`chgrp -h ${gid} ${name}`]),
  ];
  return { before: {}, after: {}, commands };
}

function dangling({ args, source }: FileView): Result {
  if (text(args, 'src') === undefined || source.state !== undefined || flag(args, 'follow') === false) return {};
  return {
    warnings: [
      'Cannot set fs attributes on a non-existent symlink target. follow should be set to False to avoid this.',
    ],
  };
}
