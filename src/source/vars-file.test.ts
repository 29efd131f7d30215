import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Diagnostics } from './diagnostic.ts';
import { Sources } from './sources.ts';
import { readVarsFile } from './vars-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vars-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('takes nothing in a file that was fetched from a host for a template, by whatever name', () => {
  const [fetched, link, other] = ['fetched.yml', 'link.yml', 'other.yml'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(fetched, 'a: "{{ b }}"\n');
  writeFileSync(other, 'a: "{{ b }}"\n');
  symlinkSync(fetched, link);
  const sources = new Sources();
  sources.distrust(fetched);
  const tagOf = (path: string) => {
    const node = readVarsFile(path, { sources, diagnostics: new Diagnostics() })?.entries[0]?.value;
    return node?.kind === 'scalar' ? node.tag : node;
  };
  expect([fetched, link, other].map(tagOf)).toEqual(['unsafe', 'unsafe', undefined]);
});
