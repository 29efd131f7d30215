import { floatRepr } from '../../template/python/float-repr.ts';
import { flag, number, text } from '../args.ts';
import type { Args, HostView, Module, Result } from '../module.ts';
import { timestamp } from '../timestamp.ts';

/** `pause`: waits a while, or until somebody at the terminal answers. */
export const pause: Module = {
  name: 'pause',
  summary: 'Waits a while, or for an answer at the terminal',
  args: {
    seconds: { type: 'float', about: 'how long to wait' },
    minutes: { type: 'float', about: 'how long to wait' },
    prompt: { type: 'str', about: 'what to ask, or to say while it waits' },
    echo: { type: 'bool', default: true, about: 'show what is typed' },
  },
  exclusive: [['seconds', 'minutes']],
  controllerOnly: true,
  bypassHostLoop: true,

  async decide(args, host) {
    const began = host.now();
    const seconds = number(args, 'seconds') ?? minutesOf(args);
    const answer = seconds === undefined ? await ask(args, host) : await wait(seconds, host);
    return { change: false, because: 'a pause changes nothing', result: outcome(args, answer, began, host.now()) };
  },
};

function minutesOf(args: Args): number | undefined {
  const minutes = number(args, 'minutes');
  return minutes === undefined ? undefined : minutes * 60;
}

/** Less than a second is a second, as Ansible has it. */
async function wait(seconds: number, host: HostView): Promise<string> {
  await host.sleep(Math.max(1, seconds));
  return '';
}

/** Nobody at a terminal is no reason to stop: the reference goes on at once, too. */
async function ask(args: Args, host: HostView): Promise<string> {
  const question = text(args, 'prompt') ?? 'Press enter to continue, Ctrl-C to interrupt';
  return (await host.ask(`${question}: `, flag(args, 'echo') ?? true)) ?? '';
}

function outcome(args: Args, answer: string, began: number, ended: number): Result {
  const inMinutes = args.minutes !== undefined;
  const passed = (ended - began) / 1000;
  const shown = inMinutes ? `${rounded(passed / 60)} minutes` : `${rounded(passed)} seconds`;
  return {
    start: timestamp(began),
    stop: timestamp(ended),
    delta: Math.floor(passed),
    rc: 0,
    stdout: `Paused for ${shown}`,
    stderr: '',
    echo: flag(args, 'echo') ?? true,
    user_input: answer,
  };
}

/** Two decimals at most, and always one: `1.0`, `0.02`. */
const rounded = (value: number): string => floatRepr(Math.round(value * 100) / 100);
