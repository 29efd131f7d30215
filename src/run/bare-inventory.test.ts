import { expect, it } from 'vitest';
import { Inventory } from '../inventory/inventory.ts';
import { Diagnostics } from '../source/diagnostic.ts';
import { fillBareInventory } from './bare-inventory.ts';

function fill(pattern: string, env: Record<string, string> = {}) {
  const inventory = new Inventory();
  const login = fillBareInventory(inventory, pattern, env, new Diagnostics());
  return { hosts: [...inventory.hosts.keys()], login };
}

it('makes hosts of plain names only', () => {
  expect(fill('web1,db.example.org,all,localhost,w*,&x,!y').hosts).toEqual(['web1', 'db.example.org']);
});

it('adds the host of `SSH_IP`, and logs in as the environment says', () => {
  const env = { SSH_IP: '192.0.2.7', SSH_USER: 'me', SSH_PASSWORD: 'secret', SSH_PORT: '2222' };
  expect(fill('all', env)).toEqual({ hosts: ['192.0.2.7'], login: { user: 'me', password: 'secret', port: 2222 } });
  expect(fill('192.0.2.7', env).hosts).toEqual(['192.0.2.7']);
});

it('takes 127.0.0.1 for a host of SSH when the environment says how to log in', () => {
  expect(fill('127.0.0.1').hosts).toEqual([]);
  expect(fill('127.0.0.1', { SSH_PORT: '2222' }).hosts).toEqual(['127.0.0.1']);
});
