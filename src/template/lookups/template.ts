import { display } from '../display.ts';
import type { RenderOptions } from '../evaluation.ts';
import { asDict } from '../python/coerce.ts';
import { parseLiteral } from '../python/literal.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { readAt, requireFile } from './controller-file.ts';
import { lookup } from './lookup.ts';

const parameters = {
  convert_data: true,
  template_vars: new Map<Value, Value>(),
  jinja2_native: false,
  variable_start_string: '{{',
  variable_end_string: '}}',
  comment_start_string: '{#',
  comment_end_string: '#}',
  trim_blocks: true,
  lstrip_blocks: false,
};

/** `lookup('template', names…)`: the text of rendered template files; one that reads as a list or dict is that, unless told not to. */
export const templateLookup = lookup(parameters, (terms, options, evaluation) => {
  const style: RenderOptions = {
    variableStart: display(options.variable_start_string),
    variableEnd: display(options.variable_end_string),
    commentStart: display(options.comment_start_string),
    commentEnd: display(options.comment_end_string),
    trimBlocks: truthy(options.trim_blocks),
    lstripBlocks: truthy(options.lstrip_blocks),
  };
  const own = new Map([...(asDict(options.template_vars) ?? [])].map(([name, value]) => [display(name), value]));
  return terms.map((term) => {
    const path = requireFile(evaluation.context, 'templates', display(term));
    const text = evaluation.render({ path, text: readAt(evaluation.context, path) }, style, own);
    return truthy(options.convert_data) ? converted(text) : text;
  });
});

const jsonWords: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

function converted(text: string): Value {
  const literal = text.trim();
  if (!/^[[{]/.test(literal)) return text;
  const value = parseLiteral(literal.replace(/"(?:[^"\\]|\\.)*"|\bnull\b/g, (part) => jsonWords[part] ?? part));
  return value === undefined ? text : value;
}
