import { PythonRegex } from '../../template/python/regex.ts';
import { dict } from '../../template/value.ts';
import { text } from '../args.ts';
import { editArgs } from '../edit-args.ts';
import { type Edit, type EditReport, editVerdict } from '../edit-verdict.ts';
import { type EditedFile, lookAtEdited, noFile } from '../edited-file.ts';
import type { Args, HostView, Module, Result, Verdict } from '../module.ts';
import { decodeText, encodeText } from '../text-encoding.ts';

/** `replace`: that a file has a text in place of all that matches a pattern. */
export const replace: Module = {
  name: 'replace',
  summary: 'Puts a text in place of everything in a file of the host that matches a pattern',
  args: {
    ...editArgs,
    regexp: {
      type: 'str',
      required: true,
      about: 'pattern of Python’s `re`; `^` and `$` are those of lines, and `.` is no newline',
    },
    replace: {
      type: 'str',
      default: '',
      about: 'the text instead, with `\\1` or `\\g<name>` for groups; without it all that matches goes away',
    },
    after: { type: 'str', about: 'only behind what this pattern matches, in which `.` is a newline as well' },
    before: { type: 'str', about: 'only in front of what this pattern matches, in which `.` is a newline as well' },
    encoding: { type: 'str', default: 'utf-8', about: 'how the file is encoded' },
  },

  async decide(args, host) {
    const file = await lookAtEdited(args, host);
    if ('failed' in file) return file;
    if (file.content === undefined) return noFile(`Path ${file.path} does not exist !`);
    return replaceIn(file, file.content, args, host);
  },
};

function replaceIn(file: EditedFile, content: Buffer, args: Args, host: HostView): Verdict {
  const encoding = text(args, 'encoding') ?? 'utf-8';
  const decoded = decodeText(content, encoding);
  if ('problem' in decoded) return { failed: true, message: decoded.problem, help: decoded.help };
  const section = sectionOf(decoded.text, args);
  if ('missing' in section) return editVerdict(unchanged(section.missing), file, args, host);
  const [start, end] = section.span;
  const old = decoded.text.slice(start, end);
  const pattern = PythonRegex.compile(text(args, 'regexp') ?? '', { multiline: true });
  const replaced = pattern.replace(old, text(args, 'replace') ?? '');
  if (replaced.text === old) return editVerdict(unchanged(''), file, args, host);
  const encoded = encodeText(decoded.text.slice(0, start) + replaced.text + decoded.text.slice(end), encoding);
  if ('problem' in encoded) return { failed: true, message: encoded.problem, help: encoded.help };
  const edit: Edit = {
    content: encoded.bytes,
    message: `${replaced.count} replacements made`,
    because: '',
    result: (report) => ({ ...resultOf(report), ...(host.wantsDiff ? { diff: diffOf(file, report) } : {}) }),
  };
  return editVerdict(edit, file, args, host);
}

/** The part of a text between `after` and `before`, or the pattern that found none. */
function sectionOf(whole: string, args: Args): { readonly span: readonly [number, number] } | { missing: string } {
  const after = text(args, 'after') ?? '';
  const before = text(args, 'before') ?? '';
  if (after === '' && before === '') return { span: [0, whole.length] };
  const between = after !== '' && before !== '' ? '.*?' : '.*';
  const pattern = `${after}(?P<subsection>${between})${before}`;
  const span = PythonRegex.compile(pattern, { dotAll: true }).groupSpan(whole, 'subsection');
  return span === undefined ? { missing: pattern } : { span };
}

/** An edit that leaves the text alone; `missing` is the pattern of the section that was not found. */
function unchanged(missing: string): Edit {
  return missing === ''
    ? { message: '', because: 'nothing is to be replaced', result: resultOf }
    : {
        message: `Pattern for before/after params did not match the given file: ${missing}`,
        because: 'there is no such section',
        result: resultOf,
      };
}

function resultOf({ message, backup }: EditReport): Result {
  return { msg: message, rc: 0, ...(backup === '' ? {} : { backup_file: backup }) };
}

function diffOf({ path }: EditedFile, { contentDiff }: EditReport) {
  return dict({ ...contentDiff, before_header: path, after_header: path });
}
