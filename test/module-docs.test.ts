import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { modules } from '../src/modules/all.ts';
import type { ArgSpec, Module } from '../src/modules/module.ts';
import { dumpJson } from '../src/template/json/dump.ts';

/** `docs/modules/` is made from the modules' own specs: `npm run docs` writes it anew. */
const folder = join(import.meta.dirname, '../docs/modules');

test('no page is of a module that is gone', () => {
  const names = [...modules.map(({ name }) => name), 'README'];
  expect(readdirSync(folder).sort()).toEqual(names.map((name) => `${name}.md`).sort());
});

test('the list of modules', async () => {
  const rows = modules.map(({ name, summary }) => `| [${name}](${name}.md) | ${cell(summary)} |`);
  const text = ['# Modules', '', '| module | what it does |', '|---|---|', ...rows, ''].join('\n');
  await expect(text).toMatchFileSnapshot(join(folder, 'README.md'));
});

test.each(modules.map((module) => [module.name, module] as const))('the page of %s', async (name, module) => {
  await expect(page(module)).toMatchFileSnapshot(join(folder, `${name}.md`));
});

function page(module: Module): string {
  const rows = Object.entries(module.args).map(
    ([name, spec]) => `| ${nameCell(name, spec)} | ${type(spec)} | ${about(spec)} |`,
  );
  const table = rows.length === 0 ? [] : ['| argument | type | |', '|---|---|---|', ...rows, ''];
  return [`# ${module.name}`, '', `${module.summary}.`, '', ...table, ...notes(module), ''].join('\n');
}

function nameCell(name: string, { required, aliases = [] }: ArgSpec): string {
  const also = aliases.length === 0 ? '' : ` (${aliases.map(code).join(', ')})`;
  return `${required === true ? `**${code(name)}**` : code(name)}${also}`;
}

function type({ type: kind, elements, choices }: ArgSpec): string {
  if (choices !== undefined)
    return [...new Set(choices.map((choice) => code(JSON.stringify(choice).slice(1, -1))))].join(' ');
  return elements === undefined ? kind : `${kind} of ${elements}`;
}

function about({ about: text, default: fallback }: ArgSpec): string {
  const written = typeof fallback === 'string' ? JSON.stringify(fallback).slice(1, -1) : dumpJson(fallback ?? null);
  const shown = fallback === undefined ? '' : `; default ${code(written)}`;
  return cell(`${text}${shown}`);
}

function notes(module: Module): string[] {
  const { name, freeForm, open, exclusive = [], requireOneOf = [], controllerOnly, bypassHostLoop } = module;
  const list = (names: readonly string[], joint: string): string => names.map(code).join(joint);
  return [
    ...(freeForm === undefined ? [] : [`- Text behind \`${name}:\` goes into ${code(freeForm)}.`]),
    ...(open === true ? ['- Takes any other argument as well.'] : []),
    ...exclusive.map((group) => `- At most one of ${list(group, ', ')}.`),
    ...requireOneOf.map((group) => `- One of ${list(group, ', ')} is needed.`),
    ...(controllerOnly === true ? ['- Works on this machine only; needs no connection.'] : []),
    ...(bypassHostLoop === true ? ['- Runs once for all hosts.'] : []),
    checkMode(module),
  ];
}

function checkMode({ args, check }: Module): string {
  if (check === 'skip') return '- Check mode skips it.';
  if ('creates' in args) return '- Check mode skips it, unless `creates` or `removes` tells that it would not run.';
  return '- Check mode says what it would do, and does nothing.';
}

const code = (text: string): string => (text === '' ? '""' : `\`${cell(text)}\``);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
