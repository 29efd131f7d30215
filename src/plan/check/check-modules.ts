import type { Diagnostics } from '../../source/diagnostic.ts';
import type { PlannedPlay, Task } from '../plan.ts';
import type { PluginPlace } from '../role/plugin-file.ts';
import { missingModule } from './missing-module.ts';

/** A play with the tasks that it can reach. */
export interface ReachedPlay {
  readonly play: PlannedPlay;
  readonly tasks: readonly Task[];
}

/** Where complaints about missing modules go, and whether plays may run without them. */
export interface MissingModules {
  readonly allowed: boolean;
  readonly diagnostics: Diagnostics;
  placeOf(play: PlannedPlay): Pick<PluginPlace, 'compilation'>;
}

const help =
  'leave such tasks out with `when` or `--skip-tags`, or let them fail where they are reached: `--allow-missing-modules`';

/** Complains about every module that is needed and not built in, so that no play stops half-way for the lack of one. */
export function checkModules(reached: readonly ReachedPlay[], { allowed, diagnostics, placeOf }: MissingModules): void {
  let isFirst = true;
  for (const { play, tasks } of reached) {
    for (const task of tasks) {
      const missing = missingModule(task, { ...placeOf(play), role: task.role });
      if (missing === undefined) continue;
      const message = `module \`${task.written}\` is not built into runbook`;
      const span = task.writtenAt;
      const label = allowed ? `${missing.label}; fails on the hosts that reach it` : missing.label;
      const severity = allowed ? 'warning' : 'error';
      const next = isFirst && !allowed ? { help } : {};
      diagnostics.add({ severity, code: 'module-not-built', message, span, label, ...next });
      isFirst = false;
    }
  }
}
