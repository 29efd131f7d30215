import { display } from '../display.ts';
import { truthy } from '../truthy.ts';
import { escapeHtml } from './escape.ts';
import { filter } from './filter.ts';

const parameters = { trim_url_limit: null, nofollow: false, target: null, rel: null, extra_schemes: null };

/** `text | urlize(…)`: HTML in which web and mail addresses are links. */
export const urlizeFilter = filter(parameters, (value, args) => {
  const rel = [
    ...(args.rel === null ? [] : display(args.rel).split(' ')),
    'noopener',
    ...(truthy(args.nofollow) ? ['nofollow'] : []),
  ];
  const attributes = ` rel="${[...new Set(rel)].sort().join(' ')}"${args.target === null ? '' : ` target="${escapeHtml(display(args.target))}"`}`;
  const limit = args.trim_url_limit === null ? undefined : Number(args.trim_url_limit);
  const words = escapeHtml(display(value)).split(/(\s+)/);
  return words.map((word) => linked(word, attributes, limit)).join('');
});

function linked(word: string, attributes: string, limit: number | undefined): string {
  const [, head = '', middle = '', tail = ''] = /^((?:\(|&lt;)*)(.*?)((?:[).,\n]|&gt;)*)$/s.exec(word) ?? [];
  const shown = limit !== undefined && middle.length > limit ? `${middle.slice(0, limit)}...` : middle;
  const link = (address: string) => `${head}<a href="${address}"${attributes}>${shown}</a>${tail}`;
  if (
    /^https?:\/\/(?:(?:[\w%-]+\.)*[a-z]{2,63}|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]+\])(?::\d{1,5})?(?:[/?#]\S*)?$/i.test(
      middle,
    )
  )
    return link(middle);
  if (/^(?:www\.[^\s]+|[\w-]+\.(?:com|net|int|edu|gov|org|info|mil)(?:[/?#]\S*)?)$/i.test(middle))
    return link(`https://${middle}`);
  const mail = /^(?:mailto:)?([^\s@:]+@[\w.-]+\.\w+)$/.exec(middle)?.[1];
  return mail === undefined ? word : `${head}<a href="mailto:${mail}">${shown}</a>${tail}`;
}
