import { describe, expect, it } from 'vitest';
import { type Dict, dict, type Value } from '../../template/value.ts';
import type { HostView } from '../module.ts';
import { validateArgumentSpec } from './index.ts';

const spec = dict({
  name: dict({ type: 'str', required: true }),
  port: dict({ type: 'int' }),
  mode: dict({ choices: ['fast', 'slow'] }),
  users: dict({ type: 'list', elements: 'dict', options: dict({ uid: dict({ type: 'int', required: true }) }) }),
});

async function validate(variables: Record<string, Value>, argumentSpec: Dict = spec): Promise<string> {
  const host = { variable: (name: string) => variables[name] } as unknown as HostView;
  const verdict = await validateArgumentSpec.decide({ argument_spec: argumentSpec }, host);
  return 'failed' in verdict ? verdict.message : 'fits';
}

describe('validate_argument_spec', () => {
  it('is content with what fits', async () => {
    expect(await validate({ name: 'x', port: '80', mode: 'fast', users: [dict({ uid: 1 })] })).toBe('fits');
  });

  it('tells everything that does not', async () => {
    const users = [dict({ uid: 'one' }), dict({})];
    expect(await validate({ port: 'http', mode: 'medium', users })).toBe(
      [
        "these arguments do not fit the role's specification:",
        '`name` is required, and not set',
        '`port` must be an integer, not `http`',
        '`mode` must be one of fast, slow, not `medium`',
        '`users[0].uid` must be an integer, not `one`',
        '`users[1].uid` is required, and not set',
      ].join('\n'),
    );
  });

  it('refuses keys of a mapping that its options do not name, and takes none for a text that is required', async () => {
    const options = dict({ k: dict({ type: 'str', required: true }), n: dict({ type: 'int', aliases: ['number'] }) });
    const inner = { users: [null], name: null, mode: null, place: dict({ k: 'v', number: 'x', zz: 1 }) };
    expect(await validate(inner, new Map([...spec, ['place', dict({ type: 'dict', options })]]))).toBe(
      [
        "these arguments do not fit the role's specification:",
        '`mode` must be one of fast, slow, not `None`',
        '`users[0]` is none',
        '`place` has no option `zz`',
        '`place.n` must be an integer, not `x`',
      ].join('\n'),
    );
  });
});
