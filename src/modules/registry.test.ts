import { expect, test } from 'vitest';
import { modules } from './all.ts';
import { classify, findModule, freeFormOf, isModuleName, suggestModule } from './registry.ts';

test.each([
  ['command', 'ours'],
  ['ansible.builtin.command', 'ours'],
  ['ansible.legacy.command', 'ours'],
  ['iptables', 'elsewhere'],
  ['ansible.builtin.iptables', 'elsewhere'],
  ['docker_container', 'elsewhere'],
  ['community.general.anything_at_all', 'elsewhere'],
  ['my.own.thing', 'elsewhere'],
  ['comand', 'unknown'],
  ['ansible.builtin.docker_container', 'unknown'],
  ['ansible.builtin.comand', 'unknown'],
  ['two.parts', 'unknown'],
  ['with space', 'unknown'],
])('%s is %s', (name, origin) => {
  expect(classify(name)).toBe(origin);
});

test('a module is found under each of its names', () => {
  for (const module of modules) {
    expect(findModule(module.name)).toBe(module);
    expect(findModule(`ansible.builtin.${module.name}`)).toBe(module);
  }
  expect(findModule('iptables')).toBeUndefined();
});

test.each([
  ['comand', 'command'],
  ['ansible.builtin.comand', 'ansible.builtin.command'],
  ['set_facts', 'set_fact'],
  ['incldue_tasks', 'include_tasks'],
  ['docker_contaner', 'docker_container'],
  ['qqqqqqqqqqqqq', undefined],
])('%s was meant to be %s', (name, meant) => {
  expect(suggestModule(name)).toBe(meant);
});

test('what may stand where a module does', () => {
  expect(['command', 'meta', 'ansible.builtin.include_role', 'docker_container'].every(isModuleName)).toBe(true);
  expect(['when', 'comand'].some(isModuleName)).toBe(false);
});

test('free-form text', () => {
  expect([freeFormOf('shell'), freeFormOf('ansible.builtin.raw'), freeFormOf('debug'), freeFormOf('iptables')]).toEqual(
    ['cmd', 'cmd', undefined, undefined],
  );
});
