import type { Event } from '../../events/event.ts';

type Output = Extract<Event, { kind: 'output' }>;

/** Characters of a line that is not waited for any longer. */
const longest = 4096;

/** What commands print while they run, line by line and behind the name of the host: a line is whole before it is shown. */
export class LiveOutput {
  /** What has come of a line, by host and stream. */
  readonly #open = new Map<string, string>();
  readonly #hosts = new Set<string>();

  /** Whether anything of this host was shown. */
  has(host: string): boolean {
    return this.#hosts.has(host);
  }

  /** The lines that an event completes. */
  lines({ host, stream, text }: Output): string[] {
    this.#hosts.add(host);
    const prefix = prefixOf(host, stream);
    const lines = `${this.#open.get(prefix) ?? ''}${text}`.split('\n');
    const rest = lines.pop() ?? '';
    this.#open.set(prefix, rest.length > longest ? '' : rest);
    return [...lines, ...(rest.length > longest ? [rest] : [])].map((line) => `${prefix} ${line}`.trimEnd());
  }

  /** What is left of a host whose command has ended. */
  end(host: string): string[] {
    return (['stdout', 'stderr'] as const).flatMap((stream) => {
      const prefix = prefixOf(host, stream);
      const rest = this.#open.get(prefix) ?? '';
      this.#open.delete(prefix);
      return rest === '' ? [] : [`${prefix} ${rest}`];
    });
  }
}

const prefixOf = (host: string, stream: Output['stream']): string => `[${host} ${stream}]`;
