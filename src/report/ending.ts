import type { Outcome } from '../events/outcome.ts';

/** How a task's command ended: `exit status 2`, `killed by SIGTERM`; undefined when it ran none or ended well. */
export function ending({ code, signal }: Outcome): string | undefined {
  if (signal !== undefined) return `killed by SIG${signal.replace(/^SIG/, '')}`;
  return code === undefined || code === 0 ? undefined : `exit status ${code}`;
}

/** Whether the outcome counts against the host: it failed or could not be reached, and nothing forgave that. */
export function isFatal({ status, ignored, rescued }: Outcome): boolean {
  return (status === 'failed' || status === 'unreachable') && !ignored && !rescued;
}

/** The message of a failure, unless it says no more than {@link ending} does. */
export function ownMessage({ message = '' }: Outcome): string {
  return message.trim().toLowerCase() === 'non-zero return code' ? '' : message;
}

/** Why a task failed, on one line: its message, how its command ended, and the last thing it said. */
export function reason(outcome: Outcome): string {
  const end = ending(outcome);
  const said = lastLine(outcome.stderr ?? '') || lastLine(outcome.stdout ?? '');
  const parts = end === undefined ? [onOneLine(outcome.message ?? '')] : [onOneLine(ownMessage(outcome)), end, said];
  return parts.filter((part) => part !== '').join(': ') || outcome.status;
}

/** A text without its line ends. */
export function onOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)!.trim();
}
