import type { Event } from '../../events/event.ts';
import type { Outcome, Status } from '../../events/outcome.ts';
import { ending, ownMessage } from '../ending.ts';
import { printableEvent } from '../printable-event.ts';
import { summaryLine } from './closing.ts';
import type { ConsoleOptions } from './console-options.ts';
import type { ConsoleReporter } from './console-reporter.ts';
import { foldHosts } from './fold-hosts.ts';
import { LiveOutput } from './live-output.ts';
import { openScreen } from './open-screen.ts';
import { type Detail, diffLines, resultLines } from './outcome-details.ts';
import { type Paint, palette, type Role } from './palette.ts';
import { Progress } from './progress.ts';
import { textLines } from './readable.ts';
import type { Screen } from './screen.ts';
import { warningLines } from './warning-lines.ts';

/** The report of `runbook exec` for people: what each host said, and what several said alike only once. */
export function execReporter(options: ConsoleOptions): ConsoleReporter {
  return new ExecConsole(options);
}

/** Hosts on which the same came out. */
interface Group {
  readonly status: Status;
  readonly role: Role;
  readonly how: string;
  readonly lines: readonly string[];
  readonly hosts: string[];
}

const order: readonly Status[] = ['ok', 'changed', 'skipped', 'failed', 'unreachable'];

class ExecConsole implements ConsoleReporter {
  readonly #options: ConsoleOptions;
  readonly #paint: Paint;
  readonly #screen: Screen;
  readonly #progress = new Progress();
  readonly #live = new LiveOutput();
  readonly #groups = new Map<string, Group>();
  readonly #hosts = new Set<string>();
  readonly #warned = new Set<string>();
  #interrupted: string | undefined;
  /** Whether commands were run, which always count as changed. */
  #commands = false;

  constructor(options: ConsoleOptions) {
    this.#options = options;
    this.#paint = palette(options.colour);
    this.#screen = openScreen(options, this.#progress, this.#paint);
  }

  handle(raw: Event): void {
    const event = printableEvent(raw);
    this.#progress.handle(event, this.#options.clock.now());
    if (event.kind === 'play-start') for (const host of event.hosts) this.#hosts.add(host);
    if (event.kind === 'no-hosts')
      this.#screen.print([this.#paint('skipped', `no hosts matched \`${event.pattern}\``)]);
    if (event.kind === 'output' && this.#options.live) this.#screen.print(this.#live.lines(event));
    if (event.kind === 'host-result') this.#result(event);
    if (event.kind === 'host-unreachable') this.#add(event.host, unreachableGroup(event));
    if (event.kind === 'warning') this.#warning(event);
    if (event.kind === 'interrupted') this.#interrupted = event.signal;
    if (event.kind === 'run-end') this.#end(event);
  }

  /** What has been shown while the command ran is not shown again. */
  #result({ host, outcome }: Extract<Event, { kind: 'host-result' }>): void {
    this.#screen.print(this.#live.end(host));
    this.#add(host, this.#group(this.#live.has(host) ? { ...outcome, stdout: '', stderr: '' } : outcome));
  }

  suspend(): void {
    this.#screen.suspend();
  }

  resume(): void {
    this.#screen.resume();
  }

  async close(): Promise<void> {
    this.#give();
    await this.#screen.close();
  }

  #group(outcome: Outcome): Group {
    const { status } = outcome;
    if (outcome.code !== undefined) this.#commands = true;
    const detail = { verbosity: this.#options.verbosity, diff: this.#options.diff, paint: this.#paint };
    return { status, role: status, how: howItEnded(outcome), lines: said(outcome, detail), hosts: [] };
  }

  #add(host: string, group: Group): void {
    this.#hosts.add(host);
    const key = [group.status, group.how, ...group.lines].join('\n');
    const known = this.#groups.get(key) ?? group;
    known.hosts.push(host);
    this.#groups.set(key, known);
  }

  #warning(event: Extract<Event, { kind: 'warning' }>): void {
    const lines = warningLines(event, this.#paint);
    const key = lines.join('\n');
    if (!this.#warned.has(key)) this.#screen.warn(lines);
    this.#warned.add(key);
  }

  #end({ recap, stats }: Extract<Event, { kind: 'run-end' }>): void {
    this.#give();
    const hosts = new Set([...this.#hosts, ...Object.keys(recap)]);
    const ending = {
      recap,
      hosts,
      durationMs: stats.durationMs,
      interrupted: this.#interrupted,
      changes: !this.#commands,
    };
    const summary = summaryLine(ending, this.#paint);
    if (this.#options.quiet !== true) this.#screen.print(['', summary]);
  }

  /** Prints what all hosts said: the good ones first, so that what went wrong stands last, where the eye is. */
  #give(): void {
    const places = new Map([...this.#hosts].map((host, place) => [host, place]));
    const place = (host: string) => places.get(host) ?? 0;
    const groups = [...this.#groups.values()].map((group) => ({
      ...group,
      hosts: group.hosts.toSorted((a, b) => place(a) - place(b)),
    }));
    groups.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || place(a.hosts[0]!) - place(b.hosts[0]!));
    this.#screen.print(groups.flatMap((group) => groupLines(group, this.#paint)));
    this.#groups.clear();
  }
}

function groupLines({ hosts, role, how, lines }: Group, paint: Paint): string[] {
  const many = hosts.length === 1 ? '' : ` (${hosts.length} hosts)`;
  const head = `${paint(role, `${foldHosts(hosts)}${many} | ${how}`)}`;
  if (lines.length <= 1) return [lines[0] === undefined ? head : `${head} => ${lines[0]}`];
  return [`${head} =>`, ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
}

function unreachableGroup({ message, help }: Extract<Event, { kind: 'host-unreachable' }>): Group {
  const lines = [...textLines(message), ...helpLines(help)];
  return { status: 'unreachable', role: 'unreachable', how: 'unreachable', lines, hosts: [] };
}

/** `ok` of a command is what `changed` is of other modules: it ran, and nobody knows what it changed. */
function howItEnded(outcome: Outcome): string {
  if (outcome.status === 'changed' && outcome.code !== undefined) return 'ok';
  const end = ending(outcome);
  return end === undefined ? outcome.status : `${outcome.status}, ${end}`;
}

/** All that a command printed; of other modules the message or the result. */
function said(outcome: Outcome, detail: Detail): string[] {
  const stderr = streamLines(outcome.stderr);
  return [
    ...messageLines(outcome),
    ...streamLines(outcome.stdout),
    ...(stderr.length === 0 ? [] : ['stderr:', ...stderr.map((line) => (line === '' ? '' : `  ${line}`))]),
    ...(detail.diff || outcome.showsDiff ? diffLines(outcome, detail.paint) : []),
    ...(outcome.code === undefined || detail.verbosity > 0 ? resultLines(outcome, detail) : []),
    ...helpLines(outcome.help),
  ];
}

function messageLines(outcome: Outcome): string[] {
  const { status, because = '' } = outcome;
  const message =
    status === 'failed' || status === 'unreachable' ? ownMessage(outcome) : status === 'skipped' ? because : '';
  return message.trim() === '' ? [] : textLines(message.trimEnd());
}

function streamLines(text = ''): string[] {
  return text === '' ? [] : textLines(text);
}

function helpLines(help: string | undefined): string[] {
  return help === undefined ? [] : textLines(help).map((line, index) => (index === 0 ? `help: ${line}` : `  ${line}`));
}
