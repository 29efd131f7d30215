import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Float } from '../std/float.ts';
import { Diagnostics } from './diagnostic.ts';
import type { MapNode, Node, ScalarNode, SeqNode } from './node.ts';
import { parseYaml, parseYamlDocuments } from './yaml.ts';

/** Reads a text that has nothing wrong with it. */
function read(text: string): Node {
  const diagnostics = new Diagnostics();
  const node = parseYaml('a.yml', text, diagnostics);
  expect(diagnostics.all).toEqual([]);
  return node!;
}

/** A node as plain data: a mapping as a list of pairs, so that order shows. */
function data(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(data);
  return { map: node.entries.map(({ key, value }) => [data(key), data(value)]) };
}

/** Every stretch of the text that a node covers, outermost first. */
function stretches(text: string, node: Node): string[] {
  const own = text.slice(node.span.start, node.span.end);
  if (node.kind === 'scalar') return [own];
  const inner = node.kind === 'seq' ? node.items : node.entries.flatMap(({ key, value }) => [key, value]);
  return [own, ...inner.flatMap((child) => stretches(text, child))];
}

describe('values', () => {
  const cases: readonly (readonly [text: string, value: unknown])[] = [
    ['', null],
    ['# only a comment\n', null],
    ['---\n...\n', null],
    ['\ufeffa: 1', { map: [['a', 1]] }],
    [
      'a: 1\r\nb:\r\n  - x\r\n',
      {
        map: [
          ['a', 1],
          ['b', ['x']],
        ],
      },
    ],
    [
      'a: 1\rb: 2\r',
      {
        map: [
          ['a', 1],
          ['b', 2],
        ],
      },
    ],
    [
      'a:\n- 1\n- 2\nb: 3',
      {
        map: [
          ['a', [1, 2]],
          ['b', 3],
        ],
      },
    ],
    [
      '- - 1\n  - 2\n- a: 1\n  b: 2\n-\n- c',
      [
        [1, 2],
        {
          map: [
            ['a', 1],
            ['b', 2],
          ],
        },
        null,
        'c',
      ],
    ],
    [
      'a:\nb:',
      {
        map: [
          ['a', null],
          ['b', null],
        ],
      },
    ],
    [
      '1: a\n~: b\nyes: c\n1.0: d',
      {
        map: [
          [1, 'a'],
          [null, 'b'],
          [true, 'c'],
          [new Float(1), 'd'],
        ],
      },
    ],
    ['a: one\n  two\n\n  three # four\n', { map: [['a', 'one two\nthree']] }],
    ['a: x#y', { map: [['a', 'x#y']] }],
    ['a: http://x:80/y', { map: [['a', 'http://x:80/y']] }],
    ['a: "x\n\n  y\\\n  z \\x41\\u00e9\\t"', { map: [['a', 'x\nyz Aé\t']] }],
    ["a: 'it''s\n  so'", { map: [['a', "it's so"]] }],
    [
      'a: "{{\nb\n}}"\nc: 1',
      {
        map: [
          ['a', '{{ b }}'],
          ['c', 1],
        ],
      },
    ],
    [
      'a: |\n  x\n   y\n\n  z\n\nb: 1',
      {
        map: [
          ['a', 'x\n y\n\nz\n'],
          ['b', 1],
        ],
      },
    ],
    ['a: >\n  x\n  y\n\n  z\n   w\n  v\n', { map: [['a', 'x y\nz\n w\nv\n']] }],
    [
      'a: |-\n  x\n\nb: |+\n  y\n\nc: 1',
      {
        map: [
          ['a', 'x'],
          ['b', 'y\n\n'],
          ['c', 1],
        ],
      },
    ],
    ['a: |2\n   x\n', { map: [['a', ' x\n']] }],
    ['a: |\n  x', { map: [['a', 'x']] }],
    [
      'a: 1\nb: |',
      {
        map: [
          ['a', 1],
          ['b', ''],
        ],
      },
    ],
    [
      'a: 1\nb: >- # x',
      {
        map: [
          ['a', 1],
          ['b', ''],
        ],
      },
    ],
    ['a: |\n\n  x\n', { map: [['a', '\nx\n']] }],
    ['- |\n x\n- >-\n y\n', ['x\n', 'y']],
    ['[a, b: c, "d": e, {f}, [], ]', ['a', { map: [['b', 'c']] }, { map: [['d', 'e']] }, { map: [['f', null]] }, []]],
    [
      '{a: 1, b:, "c":2, d: {e: f}}',
      {
        map: [
          ['a', 1],
          ['b', null],
          ['c', 2],
          ['d', { map: [['e', 'f']] }],
        ],
      },
    ],
    [
      'a: [1,\n2\n]\nb: 3',
      {
        map: [
          ['a', [1, 2]],
          ['b', 3],
        ],
      },
    ],
    ['a: [x # one\n, y]', { map: [['a', ['x', 'y']]] }],
    [
      '? a\n: b\n? c\n',
      {
        map: [
          ['a', 'b'],
          ['c', null],
        ],
      },
    ],
    [
      'a: !!str 1\nb: !!int "2"\nc: !!float 3\nd: ! 4',
      {
        map: [
          ['a', '1'],
          ['b', 2],
          ['c', new Float(3)],
          ['d', '4'],
        ],
      },
    ],
    [
      'a: !!set {x, y}\nb: !!omap [p: 1, q: 2]\nc: !!binary aGk=',
      {
        map: [
          ['a', ['x', 'y']],
          [
            'b',
            [
              ['p', 1],
              ['q', 2],
            ],
          ],
          ['c', 'hi'],
        ],
      },
    ],
    ['a:\tb\t\n', { map: [['a', 'b']] }],
    ['%YAML 1.1\n---\na', 'a'],
    [
      '{"a": 1e3, "b": "\\u00e9"}',
      {
        map: [
          ['a', new Float(1000)],
          ['b', 'é'],
        ],
      },
    ],
  ];

  test.each(cases)('%j', (text, value) => {
    expect(data(read(text))).toEqual(value);
  });
});

describe('spans', () => {
  test('cover what was written', () => {
    const text = 'a: "x y" # no\nlist:\n  - 1\n  - {b: c}\ntext: |\n  one\n  two\n\nlast:\n';
    expect(stretches(text, read(text))).toEqual([
      'a: "x y" # no\nlist:\n  - 1\n  - {b: c}\ntext: |\n  one\n  two\n\nlast:',
      'a',
      '"x y"',
      'list',
      '- 1\n  - {b: c}',
      '1',
      '{b: c}',
      'b',
      'c',
      'text',
      '|\n  one\n  two',
      'last',
      '',
    ]);
  });

  test('are those of the file', () => {
    expect(read('a').span).toEqual({ file: 'a.yml', start: 0, end: 1 });
  });
});

describe('anchors and merge keys', () => {
  test('an alias is the node of its anchor', () => {
    const { entries } = read('a: &x [1]\nb: *x') as MapNode;
    expect(entries[1]!.value).toBe(entries[0]!.value);
  });

  test('an anchor given again is the later one', () => {
    expect(data(read('- &x 1\n- *x\n- &x 2\n- *x'))).toEqual([1, 1, 2, 2]);
  });

  test('an anchor on a line of its own belongs to the whole collection', () => {
    expect(data(read('a: &x\n  b: 1\nc: *x'))).toEqual({
      map: [
        ['a', { map: [['b', 1]] }],
        ['c', { map: [['b', 1]] }],
      ],
    });
  });

  test('an anchor on the line of a key belongs to the key', () => {
    expect(data(read('&x a: 1\nb: *x'))).toEqual({
      map: [
        ['a', 1],
        ['b', 'a'],
      ],
    });
  });

  test('merged keys come first, explicit ones win, and so does the first mapping of several', () => {
    const text = 'a: &a {x: 1, y: 2}\nb: &b {x: 3, z: 4}\nc:\n  q: 5\n  <<: [*a, *b]\n  y: 6';
    const { entries } = read(text) as MapNode;
    expect(data(entries[2]!.value)).toEqual({
      map: [
        ['x', 1],
        ['z', 4],
        ['y', 6],
        ['q', 5],
      ],
    });
  });

  test('a quoted `<<` is a key', () => {
    expect(data(read('"<<": {a: 1}'))).toEqual({ map: [['<<', { map: [['a', 1]] }]] });
  });

  test('aliases that multiply are refused in time', () => {
    const letters = [...'abcdefghij'];
    const lines = letters.map((letter, index) => {
      const inner = index === 0 ? 'x' : `*${letters[index - 1]}`;
      return `${letter}: &${letter} [${Array(10).fill(inner).join(', ')}]`;
    });
    const diagnostics = new Diagnostics();
    expect(parseYaml('bomb.yml', lines.join('\n'), diagnostics)).toBeUndefined();
    expect(diagnostics.all.map(({ code }) => code)).toEqual(['yaml-alias-bomb']);
  });
});

describe('what a scalar was', () => {
  const items = (text: string) => (read(text) as SeqNode).items as readonly ScalarNode[];

  test('plain is what has no quotes and is no block', () => {
    expect(items('- a\n- "a"\n- \'a\'\n- |\n  a\n- !!str 1\n- !!int 1').map(({ plain }) => plain)).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  test('vaulted and unsafe values are marked, unsafe ones all the way down', () => {
    const [vaulted, unsafe, deep] = (
      read('- !vault |\n  $ANSIBLE_VAULT;1.1\n- !unsafe "{{ x }}"\n- !unsafe [a, {b: c}]') as SeqNode
    ).items;
    expect(vaulted).toMatchObject({ tag: 'vault', value: '$ANSIBLE_VAULT;1.1\n' });
    expect(unsafe).toMatchObject({ tag: 'unsafe', value: '{{ x }}' });
    expect(deep).toMatchObject({ items: [{ tag: 'unsafe' }, { entries: [{ value: { tag: 'unsafe' } }] }] });
  });
});

describe('documents', () => {
  test('a stream has several', () => {
    const documents = parseYamlDocuments('a.yml', '--- 1\n---\na: 2\n...\n# between\n---\n', new Diagnostics());
    expect(documents?.map(data)).toEqual([1, { map: [['a', 2]] }, null]);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...[
      'a',
      'b: ',
      '- ',
      '\n',
      '\n  ',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ', ',
      ' # c',
      '|\n',
      '>-\n',
      '&x ',
      '*x',
      '? ',
      '!t ',
    ],
    ...['---\n', '...\n', '\t', '\r\n', '<<: ', '~', '\\', '\ufeff', '%YAML 1.1\n', '\ud800', '\0', ':', '0x', '1:30'],
  );
  const yaml = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

  function spansAreInside(node: Node, length: number): boolean {
    const { start, end } = node.span;
    if (start < 0 || start > end || end > length) return false;
    if (node.kind === 'scalar') return true;
    const inner = node.kind === 'seq' ? node.items : node.entries.flatMap(({ key, value }) => [key, value]);
    return inner.every((child) => spansAreInside(child, length));
  }

  test.each([
    ['made of pieces of YAML', yaml],
    ['at all', fc.string({ unit: 'binary', maxLength: 60 })],
  ])('%s is read or complained about, with places inside it', (_name, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const diagnostics = new Diagnostics();
        const node = parseYaml('any.yml', text, diagnostics);
        if (node === undefined) expect(diagnostics.failed).toBe(true);
        else expect(spansAreInside(node, text.length)).toBe(true);
        for (const { span } of diagnostics.all) {
          expect(span!.start).toBeLessThanOrEqual(span!.end);
          expect(span!.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('what JSON writes is read back', () => {
    const values = fc.array(fc.jsonValue({ noUnicodeString: false }));
    fc.assert(
      fc.property(values, (value) => {
        const plain = (node: Node): unknown => {
          if (node.kind === 'seq') return node.items.map(plain);
          if (node.kind === 'map')
            return Object.fromEntries(node.entries.map((entry) => [entry.key.value, plain(entry.value)]));
          return node.value instanceof Float
            ? node.value.value
            : typeof node.value === 'bigint'
              ? Number(node.value)
              : node.value;
        };
        expect(JSON.stringify(plain(read(JSON.stringify(value))))).toBe(JSON.stringify(value));
      }),
    );
  });

  test.each(['[', '{a: ', '- ', '? '])('ten thousand times %j is refused', (piece) => {
    const diagnostics = new Diagnostics();
    expect(parseYaml('deep.yml', piece.repeat(10_000), diagnostics)).toBeUndefined();
    expect(diagnostics.all.map(({ code }) => code)).toEqual(['yaml-too-deep']);
  });
});
