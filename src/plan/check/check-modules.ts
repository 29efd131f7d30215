import type { Diagnostics } from '../../source/diagnostic.ts';
import type { PlannedPlay, Task } from '../plan.ts';
import type { PluginPlace } from '../role/plugin-file.ts';
import { missingModule } from './missing-module.ts';

/** A play with the tasks that it can reach. */
export interface ReachedPlay {
  readonly play: PlannedPlay;
  readonly tasks: readonly Task[];
  /** Those of them for which facts decide. */
  readonly byFacts: ReadonlySet<Task>;
}

/** Where complaints about missing modules go, and whether plays may run without them. */
export interface MissingModules {
  readonly allowed: boolean;
  readonly diagnostics: Diagnostics;
  placeOf(play: PlannedPlay): Pick<PluginPlace, 'compilation'>;
}

const help =
  'leave such tasks out with `when` or `--skip-tags`, or let them fail where they are reached: `--allow-missing-modules`';

/**
 * Complains about every module that is needed and not built in, so that no play stops half-way for the lack of one. Where facts decide on each
 * host, as in the branches of a role for other systems, it is a warning.
 */
export function checkModules(reached: readonly ReachedPlay[], { allowed, diagnostics, placeOf }: MissingModules): void {
  let isFirst = true;
  for (const { play, tasks, byFacts } of reached) {
    for (const task of tasks) {
      const missing = missingModule(task, { ...placeOf(play), role: task.role });
      if (missing === undefined) continue;
      const message = `module \`${task.written}\` is not built into runbook`;
      const span = task.writtenAt;
      const mayDo = allowed || byFacts.has(task);
      const label = mayDo ? `${missing.label}; fails on the hosts that reach it` : missing.label;
      const severity = mayDo ? 'warning' : 'error';
      const next = isFirst && !mayDo ? { help } : {};
      diagnostics.add({ severity, code: 'module-not-built', message, span, label, ...next });
      if (!mayDo) isFirst = false;
    }
  }
}
