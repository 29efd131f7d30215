import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from './event.ts';
import { MASK, Secrets } from './redact.ts';

function secrets(...texts: string[]): Secrets {
  const all = new Secrets();
  for (const text of texts) all.add(text);
  return all;
}

describe('mask', () => {
  test.each([
    ['one secret', ['hunter2'], 'a hunter2 b', 'a ******** b'],
    ['twice the same', ['hunter2'], 'hunter2, hunter2', '********, ********'],
    ['overlapping secrets go under one mask', ['abcdef', 'defghi'], 'x abcdefghi y', 'x ******** y'],
    ['a secret inside another', ['secret', 'my secret word'], 'it is my secret word', 'it is ********'],
    ['one that overlaps itself', ['abab'], 'xababab', 'x********'],
    ['secrets side by side', ['abcd', 'wxyz'], 'abcdwxyz', '********'],
    ['white space around a secret is not part of it', [' hunter2\n'], 'is hunter2!', 'is ********!'],
    ['letters outside the basic plane', ['🔑🔑'], 'a 🔑🔑 b', 'a ******** b'],
    ['none in the text', ['hunter2'], 'nothing here', 'nothing here'],
    ['nothing to hide', [], 'hunter2', 'hunter2'],
    ['an empty secret', ['', ' ', '\n'], 'a b\n', 'a b\n'],
  ])('%s', (_name, texts, text, masked) => {
    expect(secrets(...texts).mask(text)).toBe(masked);
  });

  test('a secret of several lines, whole and line by line', () => {
    const key = secrets('-----BEGIN KEY-----\nabcdefgh\nxy\n-----END KEY-----');
    expect(key.mask('k: -----BEGIN KEY-----\nabcdefgh\nxy\n-----END KEY-----\n')).toBe('k: ********\n');
    expect(key.mask('-----BEGIN KEY-----\r\nabcdefgh\r\nxy\r\n-----END KEY-----')).toBe('********');
    expect(key.mask('  -----BEGIN KEY-----\n  abcdefgh\n  xy')).toBe('  ********\n  ********\n  xy');
  });

  test.each([
    ['JSON', 'pa"ss\\wo\nrd', JSON.stringify({ a: 'pa"ss\\wo\nrd' }), '{"a":"********"}'],
    ['JSON of ASCII only', 'pässwört', '{"a": "p\\u00e4ssw\\u00f6rt"}', '{"a": "********"}'],
    ['a URL', 'p@ss/w d', 'https://u:p%40ss%2Fw%20d@h/', 'https://u:********@h/'],
    ['a URL in lower case, slash kept', 'p@ss/w', 'https://u:p%40ss/w@h/ p%40ss%2fw', 'https://u:********@h/ ********'],
    ['a form', 'p@ss w d', 'q=p%40ss+w+d', 'q=********'],
    ['a shell word', "it's me", "echo 'it'\\''s me'", "echo '********'"],
    ['XML', 'a<b&c', '<p>a&lt;b&amp;c</p>', '<p>********</p>'],
    ['base64', 'hunter2', 'aHVudGVyMg==', '********'],
    ['base64 without padding', 'hunter2', 'aHVudGVyMg', '********'],
    ['base64 for URLs', 'ÿÿþ~~~', Buffer.from('ÿÿþ~~~').toString('base64url'), '********'],
    ['base64 within a header', 'hunter2', 'Basic dXNlcjpodW50ZXIy', 'Basic dXNlcjp********'],
  ])('a secret as %s', (_name, secret, text, masked) => {
    expect(secrets(secret).mask(text)).toBe(masked);
  });

  test('base64 broken into lines', () => {
    const secret = 'correct horse battery staple '.repeat(5).trim();
    const lines = (width: number) =>
      Buffer.from(`${secret}\n`)
        .toString('base64')
        .match(new RegExp(`.{1,${width}}`, 'g'));
    expect(secrets(secret).mask(lines(76)!.join('\n'))).toBe('********\n********\n********Cg==');
    expect(secrets(secret).mask(lines(64)!.join('\n'))).toBe('********\n********\n********\nCg==');
  });

  test('a secret of one to three characters is masked only where it is a whole line or value', () => {
    const one = secrets('a', 'on!');
    expect(one.mask('a')).toBe(MASK);
    expect(one.mask('banana\na\non!\r\nand on! it goes\na')).toBe(
      'banana\n********\n********\r\nand on! it goes\n********',
    );
    expect(one.short).toBe(2);
  });

  test('no secret of the minimum length or more survives, and masking again changes nothing', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '"', '\n'), minLength: 4, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), fc.array(word), (hidden, parts) => {
        const all = secrets(...hidden);
        const masked = all.mask(parts.join('') + hidden.join('-'));
        for (const secret of hidden) if (secret.trim().length >= 4) expect(masked).not.toContain(secret.trim());
        expect(all.mask(masked)).toBe(masked);
      }),
    );
  });

  test('base64 of a secret does not survive, whatever stands around it', () => {
    const bytes = fc.uint8Array({ maxLength: 7 });
    fc.assert(
      fc.property(fc.string({ minLength: 9 }), bytes, bytes, (secret, before, after) => {
        fc.pre(secret.trim().length >= 9);
        const encoded = Buffer.concat([before, Buffer.from(secret.trim()), after]).toString('base64');
        const shown = secrets(secret).mask(encoded).replace(MASK, '');
        expect(shown.length).toBeLessThanOrEqual(((before.length + after.length) * 4) / 3 + 6);
      }),
    );
  });
});

describe('MaskingStream', () => {
  test('masks a secret split over chunks, and holds back no more than it must', () => {
    const stream = secrets('hunter2').stream();
    expect(stream.push('my hunt')).toBe('my ');
    expect(stream.push('er')).toBe('');
    expect(stream.push('2 and hunted')).toBe('******** and hunted');
    expect(stream.push(' hun')).toBe(' ');
    expect(stream.flush()).toBe('hun');
  });

  test('gives out the mask of a secret that may go on, and its rest never', () => {
    const stream = secrets('abcd', 'cdefgh').stream();
    expect(stream.push('abcd')).toBe(MASK);
    expect(stream.push('ef')).toBe('');
    expect(stream.push('ghi')).toBe('i');
    expect(stream.flush()).toBe('');
  });

  test('is as good as masking the whole text', () => {
    const unit = fc.constantFrom('a', 'b', '\n', '"');
    const words = fc.array(fc.string({ unit, minLength: 1, maxLength: 7 }), { maxLength: 4 });
    const chunks = fc.array(fc.string({ unit, maxLength: 9 }), { maxLength: 12 });
    fc.assert(
      fc.property(words, chunks, (hidden, pieces) => {
        const all = secrets(...hidden);
        const stream = all.stream();
        const shown = pieces.map((piece) => stream.push(piece)).join('') + stream.flush();
        expect(shown).toBe(all.mask(pieces.join('')));
      }),
      { numRuns: 1000 },
    );
  });

  test('begins afresh after a flush', () => {
    const stream = secrets('hunter2', 'a').stream();
    expect([stream.push('hunter2'), stream.flush(), stream.push('hunter2'), stream.flush()]).toEqual([
      MASK,
      '',
      MASK,
      '',
    ]);
    expect([stream.push('a'), stream.flush(), stream.push('a'), stream.flush()]).toEqual(['', MASK, '', MASK]);
  });
});

describe('maskEvent', () => {
  const step = {
    id: 's1',
    name: 'set hunter2',
    module: 'command',
    at: { file: 'hunter2.yaml', line: 1, column: 1 },
    handler: false,
  };

  test('masks all that came from a host or a template, and nothing that events are joined by', () => {
    const event: Event = {
      kind: 'host-result',
      step,
      host: 'hunter2',
      at: 271828,
      outcome: {
        status: 'failed',
        ignored: false,
        rescued: false,
        durationMs: 271828,
        message: 'no hunter2',
        command: "echo 'hunter2'",
        stdout: 'hunter2\n',
        stderr: '',
        diffs: [{ path: '/hunter2', before: '', after: 'p: hunter2\n' }],
        result: { pin: 271828, list: ['hunter2', null, true], hunter2: { deep: 'aHVudGVyMg==' } },
      },
    };
    expect(secrets('hunter2', '271828').maskEvent(event)).toEqual({
      kind: 'host-result',
      step: { ...step, name: 'set ********' },
      host: 'hunter2',
      at: 271828,
      outcome: {
        status: 'failed',
        ignored: false,
        rescued: false,
        durationMs: 271828,
        message: 'no ********',
        command: "echo '********'",
        stdout: '********\n',
        stderr: '',
        diffs: [{ path: '/********', before: '', after: 'p: ********\n' }],
        result: { pin: MASK, list: [MASK, null, true], [MASK]: { deep: MASK } },
      },
    });
  });

  test('gives back the same event when there are no secrets', () => {
    const event: Event = { kind: 'warning', message: 'hunter2', at: 1 };
    expect(secrets().maskEvent(event)).toBe(event);
    expect(secrets('hunter2').maskEvent({ ...event, help: 'type hunter2' })).toEqual({
      kind: 'warning',
      message: MASK,
      help: `type ${MASK}`,
      at: 1,
    });
  });
});
