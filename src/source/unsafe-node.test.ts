import { expect, it } from 'vitest';
import { Diagnostics } from './diagnostic.ts';
import { unsafeNode } from './unsafe-node.ts';
import { parseYaml } from './yaml.ts';

it('marks every key and value, vaulted texts too', () => {
  const node = parseYaml('x.yaml', '"{{ a }}": ["{{ b }}", 1, {c: !vault x}]', new Diagnostics());
  const scalar = (value: unknown) => expect.objectContaining({ kind: 'scalar', tag: 'unsafe', value });
  expect(unsafeNode(node!)).toMatchObject({
    entries: [
      {
        key: scalar('{{ a }}'),
        value: { items: [scalar('{{ b }}'), scalar(1), { entries: [{ key: scalar('c'), value: scalar('x') }] }] },
      },
    ],
  });
});
