import { wellFormed } from '../../std/well-formed.ts';
import { display } from '../display.ts';
import { dictArgument, textOf } from '../python/coerce.ts';
import { pairsOf } from '../python/dict-methods.ts';
import { isIterable } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { dict, Undefined, type Value } from '../value.ts';
import { type Filter, filter } from './filter.ts';

/** `text | escape`: with `& < > ' "` as HTML writes them. */
const escapeFilter = filter({}, (value) => escapeHtml(display(value)));

/** Filters for HTML and URLs. */
export const webFilters = {
  e: escapeFilter,
  escape: escapeFilter,
  forceescape: escapeFilter,

  /** `text | safe`: the text; nothing is escaped on its own here, so nothing has to be kept from it. */
  safe: filter({}, (value) => display(value)),

  /** `html | striptags`: its text, without tags and comments and with single blanks. */
  striptags: filter({}, (value) => {
    const bare = without(without(display(value), '<!--', '-->'), '<', '>');
    return unescapeHtml(
      bare
        .split(/\s+/)
        .filter((word) => word !== '')
        .join(' '),
    );
  }),

  /** `d | xmlattr(autospace)`: the attributes of an element; those without a value are left out. */
  xmlattr: filter({ autospace: true }, (value, { autospace }) => {
    const present = [...dictArgument(value, 'the value of `xmlattr`')].filter(
      ([, item]) => item !== null && !(item instanceof Undefined),
    );
    const text = present.map(([name, item]) => `${escapeHtml(display(name))}="${escapeHtml(display(item))}"`).join(' ');
    return truthy(autospace) && text !== '' ? ` ${text}` : text;
  }),

  /** `text | urlize(…)`: HTML in which web and mail addresses are links. */
  urlize: filter(
    { trim_url_limit: null, nofollow: false, target: null, rel: null, extra_schemes: null },
    (value, args) => {
      const rel = [
        ...(args.rel === null ? [] : display(args.rel).split(' ')),
        'noopener',
        ...(truthy(args.nofollow) ? ['nofollow'] : []),
      ];
      const attributes = ` rel="${[...new Set(rel)].sort().join(' ')}"${args.target === null ? '' : ` target="${escapeHtml(display(args.target))}"`}`;
      const limit = args.trim_url_limit === null ? undefined : Number(args.trim_url_limit);
      const words = escapeHtml(display(value)).split(/(\s+)/);
      return words.map((word) => linked(word, attributes, limit)).join('');
    },
  ),

  /** `x | urlencode`: a text as part of a URL, a dict or list of pairs as its query. */
  urlencode: filter({}, (value) => {
    if (typeof value === 'string' || !isIterable(value)) return quoteUrl(display(value)).replaceAll('%2F', '/');
    const parts = [...pairsOf(value)].map(
      ([name, item]) => `${quoteQuery(display(name))}=${quoteQuery(display(item))}`,
    );
    return parts.join('&');
  }),

  /** `text | urldecode`: with `%20` and `+` as the characters that they stand for. */
  urldecode: filter({}, (value) => {
    const text = textOf(value, 'the value of `urldecode`').replaceAll('+', ' ');
    return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (escapes) => {
      if (escapes.length % 3 !== 0) throw failure(`\`${escapes}\` is no escape of a URL`);
      return Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8');
    });
  }),

  /** `url | urlsplit(part)`: the parts of a URL as a dict, or one of them. */
  urlsplit: filter({ query: '' }, (value, { query }) => {
    const parts = splitUrl(textOf(value, 'the value of `urlsplit`'));
    if (query === '') return dict(parts);
    const name = display(query);
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (part === undefined)
      throw failure(`\`${name}\` is not a part of a URL`, `use one of \`${Object.keys(parts).join('`, `')}\``);
    return part;
  }),
} satisfies Readonly<Record<string, Filter>>;

/** A text with the characters that HTML gives a meaning as entities. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('>', '&gt;')
    .replaceAll('<', '&lt;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&#34;');
}

const namedEntities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

function unescapeHtml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return namedEntities[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

function linked(word: string, attributes: string, limit: number | undefined): string {
  const head = /^(?:\(|&lt;)*/.exec(word)?.[0] ?? '';
  const middle = withoutClosing(word.slice(head.length));
  const tail = word.slice(head.length + middle.length);
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

/** A text with everything but letters, digits and `_.-~` as escapes of its UTF-8. */
function quoteUrl(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function quoteQuery(text: string): string {
  return quoteUrl(text).replaceAll('%20', '+');
}

function splitUrl(url: string): Record<string, Value> {
  const [, scheme = '', rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?([\s\S]*)$/.exec(url) ?? [];
  const [, netloc = '', path = '', query = '', fragment = ''] =
    /^(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/.exec(rest) ?? [];
  const at = netloc.lastIndexOf('@');
  const user = at === -1 ? undefined : netloc.slice(0, at);
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(netloc.slice(at + 1)) ?? [];
  const colon = user?.indexOf(':') ?? -1;
  return {
    scheme: scheme.toLowerCase(),
    netloc,
    path,
    query,
    fragment,
    username: user === undefined ? null : colon === -1 ? user : user.slice(0, colon),
    password: user === undefined || colon === -1 ? null : user.slice(colon + 1),
    hostname: host === '' ? null : host.replace(/^\[|\]$/g, '').toLowerCase(),
    port: port === undefined || port === '' ? null : Number(port),
  };
}

/** The text without what stands between two marks, and them. */
function without(text: string, opening: string, closing: string): string {
  let left = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf(opening, from);
    const end = start < 0 ? -1 : text.indexOf(closing, start + opening.length);
    if (end < 0) return left + text.slice(from);
    left += text.slice(from, start);
    from = end + closing.length;
  }
}

/** A word without the brackets and stops at its end. */
function withoutClosing(word: string): string {
  let end = word.length;
  for (;;) {
    if (word.endsWith('&gt;', end)) end -= '&gt;'.length;
    else if (end > 0 && ').,\n'.includes(word.charAt(end - 1))) end -= 1;
    else return word.slice(0, end);
  }
}
