import { ConnectionError, type Target } from '../../connection/connection.ts';
import { needsConnection, toleratesUnreachable } from '../../plan/needs-connection.ts';
import type { Cursor } from '../cursor.ts';
import { playTarget } from '../host/target-of-task.ts';
import type { PlayRun } from '../run.ts';
import type { ConnectResult } from './connection-map.ts';
import { applyPolicy } from './policy.ts';

/**
 * Opens the connections of a batch before its first task, in inventory order. A host that cannot be reached leaves the play at once and is
 * told as unreachable; the others go on. Plays whose tasks all run on the controller open none; `connect: lazy` opens each when it is first
 * used, and so does a run whose connections are for one task.
 */
export async function connectHosts(play: PlayRun): Promise<void> {
  const { run } = play;
  if (run.settings.connect === 'lazy' || run.connector.forOneTask || !needsConnection(play.play)) return;
  const byTarget = new Map<Target, Cursor>();
  for (const cursor of play.cursors) {
    const target = await playTarget(cursor, play);
    if (target instanceof ConnectionError) leave(cursor, target, play);
    else byTarget.set(target, cursor);
  }
  const began = run.clock.monotonic();
  await play.connections.open([...byTarget.keys()], run.settings.connectWindow, (target, result) =>
    tell(byTarget.get(target) as Cursor, result, play, run.clock.monotonic() - began),
  );
  const lost = play.cursors.filter((cursor) => cursor.state === 'unreachable');
  const fatal = play.play.keywords.get('any_errors_fatal');
  applyPolicy(play, { failed: [], unreachable: lost, fatal: fatal?.kind === 'scalar' && fatal.value === true });
}

function tell(cursor: Cursor, result: ConnectResult, play: PlayRun, durationMs: number): void {
  const { run } = play;
  if ('connection' in result) run.emit({ kind: 'connection-open', host: cursor.host, durationMs });
  else if (result.error instanceof ConnectionError) leave(cursor, result.error, play);
  else if (!run.signal.aborted) throw result.error;
}

/** With `ignore_unreachable` the host stays, and each task finds out for itself. */
function leave(cursor: Cursor, error: ConnectionError, play: PlayRun): void {
  if (toleratesUnreachable(play.play)) return;
  const { run } = play;
  run.emit({
    kind: 'host-unreachable',
    host: cursor.host,
    message: error.message,
    ...(error.help === undefined ? {} : { help: error.help }),
  });
  cursor.leave('unreachable');
  run.unreachable.add(cursor.host);
  play.removed.add(cursor.host);
}
