import { quoteAll } from '../shell/quote.ts';
import type { Value } from '../template/value.ts';
import { flag, text } from './args.ts';
import { folderProblem, inFolder, needless } from './command-guard.ts';
import { returnCode, streams, times, withoutNewlines } from './command-result.ts';
import type { Args, CommandResult, Finish, HostView, Result, RunAction, Verdict } from './module.ts';

/** A command of `command` or `shell`: how results show it, and the script that becomes it. */
export interface Command {
  readonly cmd: Value;
  readonly shown: string;
  readonly script: string;
}

const never: Result = { start: null, end: null, delta: null };

/** The verdict about a command: needless, or to be run with what the arguments say around it. */
export async function commandVerdict(command: Command, args: Args, host: HostView): Promise<Verdict> {
  const { cmd } = command;
  const reason = await needless(args, host);
  if (reason !== undefined) {
    const quoted = reason.why.replace(/^(.*) (exists|does not exist)$/, "'$1' $2");
    const skipped = streams(`skipped, since ${reason.why}`, '');
    const result = { cmd, rc: 0, ...skipped, ...never, msg: `Did not run command since ${quoted}` };
    return { change: false, because: reason.why, result };
  }
  const guarded = text(args, 'creates') !== undefined || text(args, 'removes') !== undefined;
  const msg = 'Command would have run if not in check mode';
  return {
    change: true,
    actions: [action(command, args)],
    result: { cmd, rc: 0, ...streams('', ''), ...never, msg },
    ...(guarded ? {} : { check: 'skip' }),
    finish: ([output]) => (output === undefined ? {} : finish(command, output, args)),
  };
}

function action({ script, shown }: Command, args: Args): RunAction {
  const stdin = text(args, 'stdin');
  const newline = flag(args, 'stdin_add_newline') === false ? '' : '\n';
  return {
    kind: 'run',
    script: inFolder(script, args),
    shown,
    tolerate: 'any',
    ...(stdin === undefined ? {} : { stdin: `${stdin}${newline}` }),
  };
}

function finish({ cmd }: Command, output: CommandResult, args: Args): Finish {
  const outside = folderProblem(args, output);
  if (outside !== undefined)
    return { changed: false, failed: outside, result: { cmd, rc: null, ...streams('', ''), ...never, msg: outside } };
  const missing = notRun(cmd, output);
  if (missing !== undefined) {
    const result = { cmd: missing.line, rc: missing.rc, ...streams('', ''), msg: missing.message };
    return { changed: false, failed: missing.message, result };
  }
  const trim = flag(args, 'strip_empty_ends') === false ? (value: string) => value : withoutNewlines;
  const rc = returnCode(output);
  const msg = rc === 0 ? '' : 'non-zero return code';
  const result = { cmd, rc, ...streams(trim(output.stdout), trim(output.stderr)), ...times(output), msg };
  return rc === 0 ? { result } : { result, failed: msg };
}

/** A program that is not there, or cannot be executed; known from what the shell says when it should become it. */
function notRun(cmd: Value, { code, stdout, stderr }: CommandResult) {
  if (!Array.isArray(cmd) || typeof cmd[0] !== 'string') return undefined;
  const [name] = cmd;
  if (stdout !== '' || (code !== 127 && code !== 126)) return undefined;
  if (!/exec: /.test(stderr) && !/(not found|No such file|[Pp]ermission denied|cannot execute)/.test(stderr))
    return undefined;
  if (!stderr.includes(name)) return undefined;
  const [rc, words] = code === 127 ? [2, 'No such file or directory'] : [13, 'Permission denied'];
  return { line: quoteAll(cmd.map(String)), rc, message: `[Errno ${rc}] ${words}: b'${name}'` };
}
