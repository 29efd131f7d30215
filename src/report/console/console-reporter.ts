import type { Event } from '../../events/event.ts';
import type { Outcome } from '../../events/outcome.ts';
import { unreachable } from '../../std/unreachable.ts';
import { duration } from '../duration.ts';
import { isFatal } from '../ending.ts';
import { place } from '../place.ts';
import { printableEvent } from '../printable-event.ts';
import type { Reporter } from '../reporter.ts';
import { Losses, summaryLine } from './closing.ts';
import type { ConsoleOptions } from './console-options.ts';
import { customStatsLines } from './custom-stats.ts';
import { foldHosts } from './fold-hosts.ts';
import { LiveOutput } from './live-output.ts';
import { openScreen } from './open-screen.ts';
import { type Paint, palette } from './palette.ts';
import { Progress } from './progress.ts';
import { textLines } from './readable.ts';
import { recapLines } from './recap.ts';
import { type ResultLine, type ResultOf, resultLine } from './result-line.ts';
import type { Screen } from './screen.ts';
import { Transcript } from './transcript.ts';
import { warningLines } from './warning-lines.ts';

/** A report on a terminal or in a log, which can leave the terminal to a question and come back. */
export interface ConsoleReporter extends Reporter {
  /** Takes the live lines away until {@link resume}: somebody else uses the terminal. */
  suspend(): void;
  resume(): void;
  close(): Promise<void>;
}

/** The report of `runbook play` for people: headings, results, and how it ended. */
export function consoleReporter(options: ConsoleOptions): ConsoleReporter {
  return new PlayConsole(options);
}

type EventOf<K extends Event['kind']> = Extract<Event, { kind: K }>;

class PlayConsole implements ConsoleReporter {
  readonly #options: ConsoleOptions;
  readonly #paint: Paint;
  readonly #screen: Screen;
  readonly #transcript: Transcript;
  readonly #progress = new Progress();
  readonly #live = new LiveOutput();
  readonly #losses = new Losses();
  /** Every host that some play was to run on, in the inventory's order. */
  readonly #hosts = new Set<string>();
  readonly #warned = new Set<string>();
  /** The last failure among the items of a loop, by step and host; there from its first item to its end. */
  readonly #loops = new Map<string, Outcome | undefined>();
  #play: string | undefined;
  #playSize = 0;
  /** The step whose heading was printed last. */
  #step: string | undefined;
  #interrupted: string | undefined;

  constructor(options: ConsoleOptions) {
    this.#options = options;
    this.#paint = palette(options.colour);
    this.#screen = openScreen(options, this.#progress, this.#paint);
    this.#transcript = new Transcript({ screen: this.#screen, clock: options.clock, quiet: options.quiet ?? false });
  }

  handle(raw: Event): void {
    const event = printableEvent(raw);
    this.#progress.handle(event, this.#options.clock.now());
    switch (event.kind) {
      case 'run-start':
      case 'host-start':
      case 'play-end':
        break;
      case 'play-start':
        this.#playStart(event.play, event.hosts);
        break;
      case 'batch-start':
        this.#batchStart(event);
        break;
      case 'no-hosts':
        this.#noHosts(event);
        break;
      case 'connection-open':
        this.#aside(3, [`connected: [${event.host}] in ${duration(event.durationMs)}`]);
        break;
      case 'connection-close':
        this.#aside(3, [`disconnected: [${event.host}]`]);
        break;
      case 'host-unreachable':
        this.#hostUnreachable(event);
        break;
      case 'step-start':
        this.#stepStart(event);
        break;
      case 'output':
        if (this.#options.live) this.#transcript.aside(this.#live.lines(event));
        break;
      case 'retry':
        this.#aside(0, [`retrying: [${event.host}] (try ${event.attempt + 1}, ${event.left} left)`]);
        break;
      case 'item-result':
        this.#transcript.aside(this.#live.end(event.host));
        this.#itemResult(event);
        break;
      case 'host-result':
        this.#transcript.aside(this.#live.end(event.host));
        this.#hostResult(event);
        break;
      case 'warning':
        this.#warning(event);
        break;
      case 'interrupted':
        this.#interrupted = event.signal;
        this.#transcript.note([this.#paint('failed', `interrupted by ${event.signal}: ending what runs`)]);
        break;
      case 'run-end':
        this.#runEnd(event);
        break;
      default:
        unreachable(event);
    }
  }

  suspend(): void {
    this.#transcript.flush();
    this.#screen.suspend();
  }

  resume(): void {
    this.#screen.resume();
  }

  async close(): Promise<void> {
    this.#transcript.flush();
    await this.#screen.close();
  }

  #playStart(play: string, hosts: readonly string[]): void {
    for (const host of hosts) this.#hosts.add(host);
    this.#transcript.hosts(hosts);
    this.#play = play;
    this.#playSize = hosts.length;
    this.#step = undefined;
    this.#transcript.heading(0, [this.#paint('heading', `PLAY [${play}]`)]);
  }

  #batchStart({ play, hosts }: EventOf<'batch-start'>): void {
    if (this.#play !== play) this.#playStart(play, hosts);
    this.#step = undefined;
    if (hosts.length < this.#playSize) {
      this.#transcript.heading(1, [this.#paint('heading', `BATCH ${foldHosts(hosts)}`)]);
    }
  }

  #noHosts({ play, pattern }: EventOf<'no-hosts'>): void {
    if (this.#play !== play) this.#playStart(play, []);
    this.#transcript.note([this.#paint('skipped', `skipping: no hosts matched \`${pattern}\``)]);
  }

  #stepStart({ step }: EventOf<'step-start'>): void {
    // Under `free` every host begins the step by itself, and tells so.
    if (this.#step === step.id) return;
    this.#step = step.id;
    const heading = `${step.handler ? 'RUNNING HANDLER' : 'TASK'} [${step.name}]`;
    const at = this.#options.verbosity > 1 ? [this.#paint('faint', `at ${place(step.at)}`)] : [];
    this.#transcript.heading(2, [this.#paint('heading', heading), ...at]);
  }

  #hostUnreachable({ host, message, help }: EventOf<'host-unreachable'>): void {
    this.#losses.unreachable(host, message);
    const [first = '', ...more] = textLines(message);
    const head = this.#paint('unreachable', `fatal: [${host}]: UNREACHABLE! => ${first}`);
    const details = [
      ...more,
      ...(help === undefined ? [] : textLines(help).map((line, at) => (at === 0 ? `help: ${line}` : line))),
    ];
    this.#transcript.result({ host, status: 'unreachable', head, details }, false);
  }

  #itemResult(event: EventOf<'item-result'>): void {
    const { outcome } = event;
    const failed = outcome.status === 'failed' || outcome.status === 'unreachable';
    this.#loops.set(loopKey(event), failed ? outcome : this.#loops.get(loopKey(event)));
    if (this.#shows(outcome)) this.#transcript.result(this.#line(event), true);
  }

  #hostResult(event: EventOf<'host-result'>): void {
    const { step, host, outcome } = event;
    const ofLoop = this.#loops.has(loopKey(event));
    const failedItem = this.#loops.get(loopKey(event));
    this.#loops.delete(loopKey(event));
    if (isFatal(outcome)) this.#losses.failed(host, step, failedItem ?? outcome);
    if (!this.#shows(outcome)) return;
    if (!ofLoop) this.#transcript.result(this.#line(event), false);
    // The items have been printed; what they come to says more only if it went wrong or nothing was done.
    else if (outcome.status !== 'ok' && outcome.status !== 'changed') {
      this.#transcript.result({ ...this.#line(event), details: [] }, true);
    }
  }

  #line(of: Omit<ResultOf, 'task'>): ResultLine {
    const detail = { verbosity: this.#options.verbosity, diff: this.#options.diff, paint: this.#paint };
    return resultLine(this.#step === of.step.id ? of : { ...of, task: of.step.name }, detail);
  }

  #shows(outcome: Outcome): boolean {
    return this.#options.quiet !== true || isFatal(outcome);
  }

  #aside(verbosity: number, lines: readonly string[]): void {
    if (this.#options.verbosity < verbosity || this.#options.quiet === true) return;
    this.#transcript.aside(lines.map((line) => this.#paint('faint', line)));
  }

  #warning(event: EventOf<'warning'>): void {
    const lines = warningLines(event, this.#paint);
    const key = lines.join('\n');
    if (this.#warned.has(key)) return;
    this.#warned.add(key);
    this.#transcript.warn(lines);
  }

  #runEnd({ recap, stats, customStats }: EventOf<'run-end'>): void {
    const hosts = new Set([...this.#hosts, ...Object.keys(recap)]);
    const losses = this.#losses.lines(this.#paint);
    const ending = { recap, hosts, durationMs: stats.durationMs, interrupted: this.#interrupted, changes: true };
    const lines = recapLines(recap, [...hosts], this.#paint);
    if (lines.length > 0) this.#transcript.heading(0, [this.#paint('heading', 'PLAY RECAP'), ...lines]);
    const custom = customStats === undefined ? [] : customStatsLines(customStats);
    if (custom.length > 0) this.#transcript.heading(0, [this.#paint('heading', 'CUSTOM STATS'), ...custom]);
    this.#transcript.heading(0, [...losses, summaryLine(ending, this.#paint)]);
    this.#transcript.note([]);
  }
}

function loopKey({ step, host }: { readonly step: { readonly id: string }; readonly host: string }): string {
  return `${step.id}\0${host}`;
}
