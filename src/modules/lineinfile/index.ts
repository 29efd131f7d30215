import { flag, text } from '../args.ts';
import { bytePattern, bytesOfText, byteText, textOfBytes } from '../byte-text.ts';
import { editArgs } from '../edit-args.ts';
import { type Edit, type EditReport, editDiff, editVerdict } from '../edit-verdict.ts';
import { type EditedFile, lookAtEdited, noFile } from '../edited-file.ts';
import type { Args, HostView, Module, Result, Verdict } from '../module.ts';
import { ensureLine, type Place, type WantedLine } from './ensure-line.ts';
import { bare, linesOf } from './lines.ts';

/** `lineinfile`: that a file has a line, or has it not. */
export const lineinfile: Module = {
  name: 'lineinfile',
  summary: 'Sees to it that a file of the host has a certain line, or none that matches',
  args: {
    ...editArgs,
    line: { type: 'str', aliases: ['value'], about: 'the line' },
    regexp: {
      type: 'str',
      aliases: ['regex'],
      about:
        'pattern of Python’s `re` for the line that is replaced, the last one that matches, or for those that are removed',
    },
    search_string: { type: 'str', about: 'the same as a text that the line contains' },
    state: { type: 'str', choices: ['absent', 'present'], default: 'present', about: 'whether the file is to have it' },
    backrefs: {
      type: 'bool',
      default: false,
      about: '`line` has `\\1` or `\\g<name>` for groups of `regexp`; without a match nothing is added',
    },
    insertafter: {
      type: 'str',
      about: 'a new line goes behind the last one that this pattern matches, or to the end: `EOF`, the default',
    },
    insertbefore: {
      type: 'str',
      about: 'a new line goes in front of the last one that this pattern matches, or to the beginning: `BOF`',
    },
    firstmatch: { type: 'bool', default: false, about: 'the first line that matches counts, not the last' },
    create: { type: 'bool', default: false, about: 'make the file, and its folders, when it is not there' },
  },
  exclusive: [
    ['insertbefore', 'insertafter'],
    ['regexp', 'search_string'],
    ['backrefs', 'search_string'],
  ],

  async decide(args, host) {
    const problem = missing(args);
    if (problem !== undefined) return { failed: true, message: problem };
    const file = await lookAtEdited(args, host);
    if ('failed' in file) return file;
    return text(args, 'state') === 'absent' ? removeLines(file, args, host) : addLine(file, args, host);
  },
};

function missing(args: Args): string | undefined {
  const given = (name: string): boolean => args[name] !== undefined;
  if (text(args, 'state') === 'absent') {
    return ['regexp', 'search_string', 'line'].some(given)
      ? undefined
      : 'one of line, search_string, or regexp is required with state=absent';
  }
  if (flag(args, 'backrefs') === true && !given('regexp')) return 'regexp is required with backrefs=true';
  return given('line') ? undefined : 'line is required with state=present';
}

function addLine(file: EditedFile, args: Args, host: HostView): Verdict {
  if (file.content === undefined && flag(args, 'create') !== true) {
    return noFile(`Destination ${file.path} does not exist !`);
  }
  const lines = linesOf(textOfBytes(file.content ?? Buffer.alloc(0)));
  const edited = ensureLine(lines, wantedLine(args));
  const edit: Edit = {
    ...(edited === undefined ? {} : { content: bytesOfText(edited.lines.join('')) }),
    message: edited?.message ?? '',
    because: `${file.path} has the line already, or nothing that \`backrefs\` could refer to`,
    result: (report) => ({ ...resultOf(file, report), ...warnings(args) }),
  };
  return editVerdict(edit, file, args, host);
}

function wantedLine(args: Args): WantedLine {
  const line = byteText(text(args, 'line') ?? '');
  const replaces = matcher(args);
  return {
    line,
    ...(replaces === undefined ? {} : { replaces }),
    ...(flag(args, 'backrefs') === true ? { expand: expander(args, line) } : {}),
    place: placeOf(args),
    firstMatch: flag(args, 'firstmatch') === true,
  };
}

/** The test of `regexp` or `search_string`; `undefined` when neither is given. */
function matcher(args: Args): ((line: string) => boolean) | undefined {
  const regexp = text(args, 'regexp');
  if (regexp !== undefined) {
    const pattern = bytePattern(regexp);
    return (line) => pattern.search(line) !== undefined;
  }
  const part = text(args, 'search_string');
  if (part === undefined) return undefined;
  const wanted = byteText(part);
  return (line) => line.includes(wanted);
}

function expander(args: Args, line: string): (replaced: string) => string {
  const pattern = bytePattern(text(args, 'regexp') ?? '');
  return (replaced) => {
    const match = pattern.search(replaced);
    return match === undefined ? line : pattern.expand(match, line);
  };
}

function placeOf(args: Args): Place {
  const before = text(args, 'insertbefore');
  const after = text(args, 'insertafter');
  if (before === 'BOF' || after === 'BOF') return 'start';
  if (before !== undefined && before !== 'EOF') return { side: 'before', pattern: bytePattern(before) };
  return after === undefined || after === 'EOF' ? 'end' : { side: 'after', pattern: bytePattern(after) };
}

function removeLines(file: EditedFile, args: Args, host: HostView): Verdict {
  const { content, path } = file;
  if (content === undefined) return gone(path);
  const lines = linesOf(textOfBytes(content));
  const line = byteText(text(args, 'line') ?? '');
  const unwanted = matcher(args) ?? ((each: string) => bare(each) === line);
  const kept = lines.filter((each) => !unwanted(each));
  const found = lines.length - kept.length;
  const edit: Edit = {
    ...(found === 0 ? {} : { content: bytesOfText(kept.join('')) }),
    message: found === 0 ? '' : `${found} line(s) removed`,
    because: `${path} has no such line`,
    result: (report) => ({ ...resultOf(file, report), found }),
  };
  return editVerdict(edit, file, args, host);
}

function gone(path: string): Verdict {
  return { change: false, because: `${path} is not there`, result: { msg: 'file not present' } };
}

function resultOf({ path }: EditedFile, report: EditReport): Result {
  return { msg: report.message, backup: report.backup, diff: editDiff(path, report) };
}

/** What was probably not meant. */
function warnings(args: Args): Result {
  const empty = ['regexp', 'search_string'].find((name) => text(args, name) === '');
  if (empty === undefined) return {};
  return { warnings: [`\`${empty}\` is empty, so every line matches, and the last is replaced`] };
}
