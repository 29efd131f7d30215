import { number, text, texts } from '../args.ts';
import type { Args, HostView, Module, Result, Verdict } from '../module.ts';
import { atPath } from './at-path.ts';
import { atPort } from './at-port.ts';
import type { Attempt } from './attempt.ts';
import { drained } from './drained.ts';

/** `wait_for`: until a port answers, a file is there, or the opposite. */
export const waitFor: Module = {
  name: 'wait_for',
  summary: 'Waits until a port answers or a file is there, as the host sees it, or until they are gone',
  args: {
    host: { type: 'str', default: '127.0.0.1', about: 'whose port' },
    port: { type: 'int', about: 'port that should answer' },
    path: { type: 'path', about: 'path that should be there' },
    search_regex: { type: 'str', about: 'what the file holds, or the port says, in the end' },
    state: {
      type: 'str',
      choices: ['absent', 'drained', 'present', 'started', 'stopped'],
      default: 'started',
      about: 'what to wait for',
    },
    timeout: { type: 'int', default: 300, about: 'seconds to wait at most; alone, seconds to wait' },
    delay: { type: 'int', default: 0, about: 'seconds before the first look' },
    sleep: { type: 'int', default: 1, about: 'seconds between two looks' },
    connect_timeout: { type: 'int', default: 5, about: 'seconds for one attempt to connect' },
    active_connection_states: {
      type: 'list',
      elements: 'str',
      default: ['ESTABLISHED', 'FIN_WAIT1', 'FIN_WAIT2', 'SYN_RECV', 'SYN_SENT', 'TIME_WAIT'],
      about: 'connections that `drained` counts',
    },
    exclude_hosts: { type: 'list', elements: 'str', about: 'addresses whose connections `drained` does not count' },
    msg: { type: 'str', about: 'message when the time is over' },
  },
  exclusive: [['port', 'path']],
  check: 'skip',

  async decide(args, host) {
    const problem = wrongTogether(args);
    if (problem !== undefined) return problem;
    const start = host.now();
    const delay = number(args, 'delay') ?? 0;
    if (delay > 0) await host.sleep(delay);
    const look = attempts(args);
    if (look !== undefined) return await poll(look, { args, host, start });
    await host.sleep(number(args, 'timeout') ?? 0);
    return { change: false, because: 'the time is over', result: shape(args, { elapsed: elapsed(host, start) }) };
  },
};

function wrongTogether(args: Args): Verdict | undefined {
  const state = text(args, 'state');
  const port = number(args, 'port');
  const path = text(args, 'path');
  if (state === 'drained' && port === undefined) {
    return { failed: true, message: 'state=drained should only be used for checking a port in the wait_for module' };
  }
  if (texts(args, 'exclude_hosts') !== undefined && state !== 'drained') {
    return { failed: true, message: 'exclude_hosts should only be with state=drained' };
  }
  const searches = text(args, 'search_regex') !== undefined;
  if (searches && port === undefined && path === undefined) {
    return { failed: true, message: '`search_regex` needs `path` or `port`', help: 'say what to search in' };
  }
  return undefined;
}

/** One look at what is waited for; `undefined` when only time has to pass. */
function attempts(args: Args): Attempt | undefined {
  if (text(args, 'path') !== undefined) return atPath(args);
  if (number(args, 'port') === undefined) return undefined;
  return text(args, 'state') === 'drained' ? drained(args) : atPort(args);
}

interface Around {
  readonly args: Args;
  readonly host: HostView;
  readonly start: number;
}

async function poll(attempt: Attempt, { args, host, start }: Around): Promise<Verdict> {
  const timeout = number(args, 'timeout') ?? 0;
  for (;;) {
    const found = await attempt.look(host);
    if ('impossible' in found)
      return { failed: true, message: found.impossible, help: found.help, result: { elapsed: elapsed(host, start) } };
    if (found.done) {
      const result = shape(args, { elapsed: elapsed(host, start), ...found.result });
      return { change: false, because: 'it is as it was waited for', result };
    }
    const left = timeout - (host.now() - start) / 1000;
    if (left <= 0) {
      return {
        failed: true,
        message: text(args, 'msg') ?? attempt.timedOut,
        result: { elapsed: elapsed(host, start) },
      };
    }
    await host.sleep(Math.min(number(args, 'sleep') ?? 1, left));
  }
}

const elapsed = (host: HostView, start: number): number => Math.floor((host.now() - start) / 1000);

/** The result, with what the arguments were, as Ansible has it. */
function shape(args: Args, found: Result): Result {
  return {
    state: text(args, 'state') ?? 'started',
    port: number(args, 'port') ?? null,
    path: text(args, 'path') ?? null,
    search_regex: text(args, 'search_regex') ?? null,
    match_groups: [],
    match_groupdict: new Map(),
    ...found,
  };
}
