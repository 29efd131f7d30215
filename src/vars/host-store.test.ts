import { expect, it } from 'vitest';
import { dict } from '../template/value.ts';
import { HostStore } from './host-store.ts';

const value = (store: HostStore, name: string) => {
  const binding = store.factLayer.vars.get(name);
  return binding && 'value' in binding ? binding.value : undefined;
};

it('shows facts as variables with `ansible_` before them, and bare ones as they are', () => {
  const store = new HostStore();
  store.learn(dict({ hostname: 'web1' }));
  store.learn(dict({ services: 'many', ansible_local: 'own' }), true);
  expect(['ansible_hostname', 'hostname'].map((name) => value(store, name))).toEqual(['web1', undefined]);
  expect(['services', 'ansible_services', 'ansible_local'].map((name) => value(store, name))).toEqual([
    'many',
    undefined,
    'own',
  ]);
  expect(value(store, 'ansible_facts')).toEqual(dict({ hostname: 'web1', services: 'many', ansible_local: 'own' }));
  expect([...store.factLayer.vars.keys()]).toEqual(['ansible_facts', 'ansible_hostname', 'services', 'ansible_local']);
  expect([store.facts(false), store.facts(true)]).toEqual([
    dict({ hostname: 'web1' }),
    dict({ services: 'many', ansible_local: 'own' }),
  ]);
});

it('forgets them', () => {
  const store = new HostStore();
  store.learn(dict({ hostname: 'web1' }), true);
  store.clearFacts();
  store.learn(dict({ hostname: 'web2' }));
  expect([value(store, 'hostname'), value(store, 'ansible_hostname')]).toEqual([undefined, 'web2']);
});

it('shows none as a variable that decides on a connection or on rights', () => {
  const store = new HostStore();
  store.learn(dict({ user: 'evil', become_exe: 'evil', ssh_common_args: 'evil' }));
  store.learn(dict({ ansible_host: 'evil' }), true);
  expect([...store.factLayer.vars.keys()]).toEqual(['ansible_facts']);
  for (const name of ['ansible_user', 'ansible_become_exe', 'ansible_ssh_common_args', 'ansible_host'])
    expect([value(store, name), store.factLayer.vars.has(name)]).toEqual([undefined, false]);
  expect(value(store, 'ansible_facts')).toEqual(
    dict({ user: 'evil', become_exe: 'evil', ssh_common_args: 'evil', ansible_host: 'evil' }),
  );
});
