import { display } from '../display.ts';
import { failure } from '../refuse.ts';
import { filter } from './filter.ts';

/** `text | regex_escape(re_type)`: a pattern that matches the text and nothing else. */
export const regexEscapeFilter = filter({ re_type: 'python' }, (value, { re_type }) => {
  const text = display(value);
  if (re_type === 'python') return text.replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, '\\$&');
  if (re_type === 'posix_basic') return text.replace(/[\].[^$*\\]/g, '\\$&');
  throw failure(`\`re_type\` is \`python\` or \`posix_basic\`, and \`${display(re_type)}\` was given`);
});
