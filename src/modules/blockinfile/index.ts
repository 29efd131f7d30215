import { PythonRegex } from '../../template/python/regex.ts';
import { flag, text } from '../args.ts';
import { bytePattern, bytesOfText, byteText, textOfBytes } from '../byte-text.ts';
import { editArgs } from '../edit-args.ts';
import { type Edit, editDiff, editVerdict } from '../edit-verdict.ts';
import { type EditedFile, lookAtEdited, noFile } from '../edited-file.ts';
import type { Args, HostView, Module, Verdict } from '../module.ts';
import { type Block, type Place, placeBlock } from './place-block.ts';

/** `blockinfile`: that a file has a block of lines between two markers, or has it not. */
export const blockinfile: Module = {
  name: 'blockinfile',
  summary: 'Sees to it that a file of the host has a block of lines between two markers, or none',
  args: {
    ...editArgs,
    block: { type: 'str', default: '', aliases: ['content'], about: 'the lines; without any the block is removed' },
    state: { type: 'str', choices: ['absent', 'present'], default: 'present', about: 'whether the file is to have it' },
    marker: {
      type: 'str',
      default: '# {mark} ANSIBLE MANAGED BLOCK',
      about: 'the lines around it; `{mark}` stands for `marker_begin` and `marker_end`',
    },
    marker_begin: { type: 'str', default: 'BEGIN', about: 'what `{mark}` is in the line in front' },
    marker_end: { type: 'str', default: 'END', about: 'what `{mark}` is in the line behind' },
    insertafter: {
      type: 'str',
      about: 'a new block goes behind the last line that this pattern matches, or to the end: `EOF`, the default',
    },
    insertbefore: {
      type: 'str',
      about: 'a new block goes in front of the last line that this pattern matches, or to the beginning: `BOF`',
    },
    create: { type: 'bool', default: false, about: 'make the file, and its folders, when it is not there' },
  },
  exclusive: [['insertbefore', 'insertafter']],

  async decide(args, host) {
    const file = await lookAtEdited(args, host);
    if ('failed' in file) return file;
    if (file.content === undefined && flag(args, 'create') !== true) {
      return noFile(`Path ${file.path} does not exist !`);
    }
    return editBlock(file, args, host);
  },
};

function editBlock(file: EditedFile, args: Args, host: HostView): Verdict {
  const { path, content } = file;
  const present = text(args, 'state') !== 'absent';
  if (content === undefined && !present) {
    return { change: false, because: `${path} is not there`, result: { msg: `File ${path} not present` } };
  }
  const block = blockOf(args, present);
  const old = textOfBytes(content ?? Buffer.alloc(0));
  const placed = placeBlock(old, block);
  const changed = content === undefined || placed !== old;
  const done = content === undefined ? 'File created' : block.body === '' ? 'Block removed' : 'Block inserted';
  const edit: Edit = {
    ...(changed ? { content: bytesOfText(placed) } : {}),
    message: changed ? done : '',
    because: `${path} ${block.body === '' ? 'has no such block' : 'has the block already'}`,
    result: (report) => ({
      msg: report.message,
      diff: editDiff(path, report),
      ...(report.backup === '' ? {} : { backup_file: report.backup }),
    }),
  };
  return editVerdict(edit, file, args, host);
}

function blockOf(args: Args, present: boolean): Block {
  const body = present ? byteText(text(args, 'block') ?? '') : '';
  return {
    begin: marker(args, 'marker_begin'),
    end: marker(args, 'marker_end'),
    body: body === '' || body.endsWith('\n') ? body : `${body}\n`,
    place: placeOf(args),
  };
}

/** A marker's line; escapes in what stands for `{mark}` have their meaning, as in a replacement of Python's `re`. */
function marker(args: Args, name: 'marker_begin' | 'marker_end'): string {
  const mark = byteText(text(args, name) ?? '');
  return `${PythonRegex.compile('\\{mark\\}').replace(byteText(text(args, 'marker') ?? ''), mark).text}\n`;
}

function placeOf(args: Args): Place {
  const before = text(args, 'insertbefore');
  const pattern = before ?? text(args, 'insertafter');
  if (before === 'BOF') return 'start';
  if (pattern === undefined || pattern === 'EOF' || pattern === 'BOF') return 'end';
  return { side: before === undefined ? 'after' : 'before', pattern: bytePattern(pattern) };
}
