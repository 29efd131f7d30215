import { displayPath } from '../../source/display-path.ts';
import type { TemplateError } from '../../template/template-error.ts';
import { dict } from '../../template/value.ts';
import type { TaskContext } from './task-context.ts';
import type { TaskResult } from './task-result.ts';

/** A failure that a template caused: what is wrong, in which text, and through which variables it came there. */
export function templateFailure(error: TemplateError, ctx: TaskContext): TaskResult {
  const { sources } = ctx.run;
  const where = (span: TemplateError['span']) => {
    if (span === undefined) return '';
    const { file, line, column } = sources.locate(span);
    return ` (${displayPath(file)}:${line}:${column})`;
  };
  const way = error.from.map(({ name }) => `, in the variable \`${name}\``);
  const message = `${error.message}${way.join('')}${where(error.span)}`;
  const help = error.help === undefined ? {} : { help: error.help };
  return { status: 'failed', values: dict({ failed: true, msg: message }), effects: [], details: { message, ...help } };
}
