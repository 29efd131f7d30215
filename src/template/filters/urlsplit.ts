import { display } from '../display.ts';
import { textOf } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { dict, type Value } from '../value.ts';
import { filter } from './filter.ts';

/** `url | urlsplit(part)`: the parts of a URL as a dict, or one of them. */
export const urlsplitFilter = filter({ query: '' }, (value, { query }) => {
  const parts = splitUrl(textOf(value, 'the value of `urlsplit`'));
  if (query === '') return dict(parts);
  const name = display(query);
  const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (part === undefined)
    throw failure(`\`${name}\` is not a part of a URL`, `use one of \`${Object.keys(parts).join('`, `')}\``);
  return part;
});

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
