import type { PlannedPlay } from '../../plan/plan.ts';
import { WrongInput } from '../../source/diagnostic.ts';
import type { TemplateError } from '../../template/template-error.ts';

/** A play whose own settings (`hosts`, `serial`, …) cannot be evaluated is wrong input: nothing of it runs. */
export function wrongPlay(play: PlannedPlay, error: TemplateError): WrongInput {
  return new WrongInput([
    {
      severity: 'error',
      code: 'play-setting',
      message: error.message,
      span: error.span ?? play.hosts.span,
      label: `in the play \`${play.name}\``,
      ...(error.help === undefined ? {} : { help: error.help }),
    },
  ]);
}
