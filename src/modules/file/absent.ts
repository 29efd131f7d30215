import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import { dict } from '../../template/value.ts';
import { stateName } from '../file-result.ts';
import { attributeDiff } from '../file-verdict.ts';
import type { Verdict } from '../module.ts';
import type { FileView } from './view.ts';

/** A path that must not be there. */
export function absent({ path, self }: FileView): Verdict {
  const result = { path, state: 'absent' };
  if (self.state === undefined) return { change: false, because: `${path} does not exist`, result };
  const before = { state: stateName(self.state) };
  const after = { state: 'absent' };
  return {
    change: true,
    actions: [{ kind: 'run', script: `rm -rf ${quote(operand(path))}` }],
    diffs: [attributeDiff(path, before, after)],
    result: { ...result, diff: dict({ before: dict({ path, ...before }), after: dict({ path, ...after }) }) },
  };
}
