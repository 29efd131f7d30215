import { loginFailure } from '../../src/connection/openssh/login-failure.ts';
import type { Event } from '../../src/events/event.ts';
import { mapEventText } from '../../src/events/map-event-text.ts';
import type { Outcome } from '../../src/events/outcome.ts';
import { Secrets } from '../../src/events/redact.ts';
import { Entries, readEntries } from '../../src/facts/entries.ts';
import { chooseFacts } from '../../src/facts/subsets.ts';
import { plainFinish, streams, withoutNewlines } from '../../src/modules/command-result.ts';
import { compileActions } from '../../src/modules/compile-actions.ts';
import { openrcServices } from '../../src/modules/service_facts/openrc.ts';
import { parseConnections } from '../../src/modules/wait_for/proc-net-tcp.ts';
import { ciSafe } from '../../src/report/ci-safe.ts';
import { clip } from '../../src/report/console/clip.ts';
import { outcomeDetails } from '../../src/report/console/outcome-details.ts';
import { readable, textLines } from '../../src/report/console/readable.ts';
import { resultLine } from '../../src/report/console/result-line.ts';
import { onOneLine, reason } from '../../src/report/ending.ts';
import { failureText } from '../../src/report/failure-text.ts';
import { jsonText } from '../../src/report/json-text.ts';
import { mapStrings } from '../../src/report/map-strings.ts';
import { printable } from '../../src/report/printable.ts';
import { unifiedDiff } from '../../src/report/unified-diff.ts';
import { xmlAttribute, xmlText } from '../../src/report/xml.ts';
import { parseInfo } from '../../src/shell/file-state.ts';
import { Fields } from '../../src/shell/look.ts';
import { StartDialogue } from '../../src/shell/start-dialogue.ts';
import { columns } from '../../src/source/columns.ts';
import { visible } from '../../src/source/visible.ts';
import { targetTo } from './target.ts';

/** Texts that make a careless pattern look at the same characters again and again; each is repeated to the length that is wanted. */
const hostile: Readonly<Record<string, string>> = {
  'blank lines': '\n',
  spaces: ' ',
  'lines of spaces': ' \n\t\n',
  colons: ':',
  'commands of CI systems': '##[',
  escapes: '\x1b[31m\x9b\u202e',
  'one long line': 'x',
  digits: '1 ',
  'carriage returns': '\r',
  brackets: '([{<',
  quotes: '"\'\\',
  slashes: '/a/holders/',
  equals: '=a: ',
};

const step = { id: '1', name: 'T', module: 'command', at: { file: 'a', line: 1, column: 1 }, handler: false };
const paint = (_role: string, text: string) => text;
const target = targetTo({ port: 22, clientKeyFile: '/key', knownHostsFile: '/known_hosts' });
const secrets = new Secrets();
for (const secret of ['hunter2-hunter2', ' x x x x', 'ab']) secrets.add(secret);

const failed = (text: string): Outcome => ({
  status: 'failed',
  ignored: false,
  rescued: false,
  durationMs: 1,
  message: `${text}.`,
  command: text,
  code: 1,
  stdout: text,
  stderr: `${text}.`,
  result: { stdout: text },
});
const event = (text: string): Event => ({ kind: 'host-result', step, host: 'h', outcome: failed(text), at: 0 });
const ended = (text: string) => ({ code: 0, stdout: text, stderr: text, startedAt: 0, durationMs: 1 });

/** Everything that a host's words go through on their way to a screen, a report or a variable. */
export const outputPath: Readonly<Record<string, (text: string) => unknown>> = {
  ciSafe,
  visible,
  printable,
  xmlText,
  xmlAttribute,
  onOneLine: (text) => onOneLine(`a${text}b`),
  textLines,
  columns,
  clip: (text) => clip(text, 80),
  jsonText,
  readable: (text) => readable({ a: `${text}b`, [text]: text }),
  reason: (text) => reason(failed(text)),
  failureText: (text) => failureText(failed(text)),
  outcomeDetails: (text) => outcomeDetails(failed(text), { verbosity: 1, diff: true, paint }),
  resultLine: (text) => resultLine({ step, host: 'h', outcome: failed(text) }, { verbosity: 1, diff: true, paint }),
  unifiedDiff: (text) => unifiedDiff(text, `${text}b`),
  mapStrings: (text) => mapStrings(event(text), printable),
  mapEventText: (text) => mapEventText(event(text), { text: (one) => `${one}.`, number: (one) => one }),
  mask: (text) => secrets.mask(text),
  maskEvent: (text) => secrets.maskEvent(event(text)),
  streams: (text) => streams(text, `${text}b`),
  plainFinish: (text) => plainFinish(ended(text)),
  withoutNewlines: (text) => withoutNewlines(`${text}b`),
  'the outputs of several actions': (text) => {
    const action = { kind: 'run', script: 'x' } as const;
    const [batch] = compileActions([action, action], 'token');
    return batch?.kind === 'script' && batch.outputs(ended(text));
  },
  readEntries: (text) => readEntries(`${text}\n@@runbook-facts t\n${text}`),
  'facts of all kinds': (text) => {
    const entries = new Entries(new Map());
    entries.text = () => text;
    entries.has = () => true;
    return chooseFacts(['all']).map(({ fact }) => fact.parse(entries, {}));
  },
  parseConnections,
  openrcServices: (text) => openrcServices([`a [ ${text}`, text], [text]),
  parseInfo,
  'what was looked at': (text) => new Fields(`a\0!${text}\0\0\0\0\0`).look(),
  'the end of a list': (text) => new Fields(text.replaceAll('x', '\0')).until('end'),
  'the dialogue before a script': (text) => {
    const prompt = { stream: 'stdout', matches: (line: string) => line.trimEnd().endsWith('Password:') } as const;
    const dialogue = new StartDialogue({ marker: 'marker', pty: false, password: true, prompt });
    return [dialogue.feed('stdout', Buffer.from(text)), dialogue.feed('stderr', Buffer.from(text)), dialogue.end(1)];
  },
  loginFailure: (text) => loginFailure(target, `${text}\nPermission denied (${text}`),
};

/** Processor time in milliseconds. */
function timeOf(work: (text: string) => unknown, text: string): number {
  const before = process.cpuUsage();
  work(text);
  return process.cpuUsage(before).user / 1000;
}

/** Whether twice the text takes no more than about twice the time; asked again before it is denied, since other programs may be in the way. */
function isLinear(work: (text: string) => unknown, text: (length: number) => string, length: number): boolean {
  const [once, twice] = [text(length), text(2 * length)];
  return [1, 2, 3].some(() => timeOf(work, twice) < 3 * timeOf(work, once) + 50);
}

const repeated = (piece: string) => (length: number) => piece.repeat(Math.ceil(length / piece.length));

/** All kinds one after another. */
const mixed = (length: number) =>
  Object.values(hostile)
    .map((piece) => repeated(piece)(length / Object.keys(hostile).length))
    .join('');

/** The kinds of text, `mixed` all of them, for which a function takes more than about twice as long when there is twice as much of it. */
export function superlinearKinds(work: (text: string) => unknown, longest: number): string[] {
  // Short texts first: what is quadratic shows itself before it takes for ever.
  const short = Object.entries(hostile).filter(([, piece]) => !isLinear(work, repeated(piece), 8 << 10));
  if (short.length > 0) return short.map(([kind]) => kind);
  return isLinear(work, mixed, longest / 2) ? [] : ['mixed'];
}
