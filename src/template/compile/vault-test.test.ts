import { expect, it } from 'vitest';
import { Diagnostics } from '../../source/diagnostic.ts';
import { Sources } from '../../source/sources.ts';
import { parseYaml } from '../../source/yaml.ts';
import { Scope } from '../../vars/scope.ts';
import { controllerWorld } from '../../vars/world.ts';
import { bindNode, bindValues } from '../bind.ts';
import { evaluateExpression } from '../evaluate.ts';

const text = `
secret: !vault |
  $ANSIBLE_VAULT;1.1;AES256
  3333
leads: "{{ secret }}"
ordinary: text
shows: $ANSIBLE_VAULT;1.1;AES256
within: {password: !vault "$ANSIBLE_VAULT;1.1;AES256\\n33", user: admin}
copy: "{{ within }}"
several: [!vault "$ANSIBLE_VAULT;1.1;AES256\\n33", text]
`;

/** What ansible-core 2.14 gives. */
it.each([
  ['secret is vault_encrypted', true],
  ['secret is not vault_encrypted', false],
  ["vars['secret'] is ansible.builtin.vault_encrypted", true],
  ['leads is vault_encrypted', false],
  ['ordinary is vault_encrypted', false],
  ['shows is vault_encrypted', false],
  ['within is vault_encrypted', false],
  ['within.password is vault_encrypted', true],
  ["within['password'] is vault_encrypted", true],
  ['within.user is vault_encrypted', false],
  ['copy.password is vault_encrypted', false],
  ['several[0] is vault_encrypted', true],
  ['several[1] is vault_encrypted', false],
  ['(secret | upper) is vault_encrypted', false],
  ['fact is vault_encrypted', false],
  ['5 is vault_encrypted', false],
])('%s is %s', (expression, wanted) => {
  const sources = new Sources(() => 'opened');
  const vars = bindNode(parseYaml('<vars>', text, new Diagnostics()));
  const world = controllerWorld(sources, { file: '<play>', folder: '/', roles: [] }, {});
  const facts = { name: 'magic', vars: bindValues({ fact: 'opened' }) } as const;
  expect(evaluateExpression(expression, new Scope([{ name: 'play vars', vars }, facts], world))).toBe(wanted);
});
