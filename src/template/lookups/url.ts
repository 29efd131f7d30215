import { display } from '../display.ts';
import { asDict, numberArgument } from '../python/coerce.ts';
import { splitLines } from '../python/text-split.ts';
import { failure } from '../refuse.ts';
import { awaited } from '../settle.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { type Lookup, lookup } from './lookup.ts';

const parameters = {
  split_lines: true,
  headers: new Map<Value, Value>(),
  username: null,
  password: null,
  timeout: 10,
  http_agent: null,
  validate_certs: true,
  force: false,
  use_proxy: true,
  follow_redirects: 'urllib2',
};

/** The lookup that asks the web. */
export const urlLookups = {
  /** `lookup('url', addresses…)`: the lines of what web addresses answer to a GET, or the whole text without `split_lines`. */
  url: lookup(parameters, (terms, options) => {
    if (!truthy(options.validate_certs))
      throw failure('the lookup `url` always checks certificates', 'leave out `validate_certs`');
    const headers = headersOf(options);
    const timeout = numberArgument(options.timeout, '`timeout`') * 1000;
    return terms.flatMap((term) => {
      const address = display(term);
      const [text = ''] = awaited(JSON.stringify(['url', address, headers]), async () => [
        await get(address, headers, timeout),
      ]);
      return truthy(options.split_lines) ? splitLines(display(text)) : [text];
    });
  }),
} satisfies Readonly<Record<string, Lookup>>;

function headersOf({
  headers,
  username,
  password,
  http_agent,
}: { readonly [name in keyof typeof parameters]: Value }): Record<string, string> {
  const given = [...(asDict(headers) ?? [])].map(([name, value]) => [display(name), display(value)] as const);
  const agent = http_agent === null ? [] : [['user-agent', display(http_agent)] as const];
  if (username === null) return Object.fromEntries([...agent, ...given]);
  const credentials = Buffer.from(`${display(username)}:${password === null ? '' : display(password)}`).toString(
    'base64',
  );
  return Object.fromEntries([...agent, ['authorization', `Basic ${credentials}`], ...given]);
}

/** `timeout` is in milliseconds. */
async function get(address: string, headers: Record<string, string>, timeout: number): Promise<string> {
  try {
    const answer = await fetch(address, { headers, signal: AbortSignal.timeout(timeout) });
    if (!answer.ok) throw failure(`\`${address}\` answered ${answer.status} ${answer.statusText}`);
    return await answer.text();
  } catch (error) {
    if (error instanceof Error && error.name === 'TemplateError') throw error;
    throw failure(`\`${address}\` could not be read: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
