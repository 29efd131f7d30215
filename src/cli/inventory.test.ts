import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMain } from '../../test/rig/fake-process.ts';
import { Scratch } from '../../test/rig/scratch.ts';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make('inventory');
  await scratch.file(
    'hosts.yaml',
    `all:
  vars: {port: 22}
  children:
    web: {hosts: {'web[1:2]': {rank: 1}}, vars: {port: 80}}
    db: {hosts: {db1: }}
`,
  );
  await mkdir(join(scratch.path, 'group_vars'));
  await scratch.file('group_vars/web.yaml', 'port: 8080\nurl: "http://{{ inventory_hostname }}:{{ port }}"\n');
});
afterEach(() => scratch.remove());

const run = (...words: string[]) => runMain(words, { cwd: scratch.path, env: {} });
const inventory = (...words: string[]) => run('inventory', '-i', 'hosts.yaml', ...words);

describe('runbook inventory', () => {
  it('draws the tree of groups', async () => {
    const tree = '@all:\n  |--@ungrouped:\n  |--@web:\n  |  |--web1\n  |  |--web2\n  |--@db:\n  |  |--db1\n';
    expect(await inventory()).toEqual({ code: 0, stdout: tree, stderr: '' });
    expect(await inventory('--graph')).toEqual({ code: 0, stdout: tree, stderr: '' });
    const group = '@db:\n  |--db1\n  |  |--{port = 22}\n';
    expect(await inventory('--graph', '--vars', 'db')).toEqual({ code: 0, stdout: group, stderr: '' });
    const { stdout } = await inventory('--graph', '--vars', 'web');
    expect(stdout.split('\n').slice(-3)).toEqual([
      '  |--{port = 8080}',
      '  |--{url = http://{{ inventory_hostname }}:{{ port }}}',
      '',
    ]);
  });

  it('lists it as an inventory program does, templates as they are written', async () => {
    const { code, stdout } = await inventory('--list', '-e', 'extra=1');
    const web = { port: 8080, rank: 1, url: 'http://{{ inventory_hostname }}:{{ port }}', extra: '1' };
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      _meta: { hostvars: { web1: web, web2: web, db1: { port: 22, extra: '1' } } },
      all: { children: ['ungrouped', 'web', 'db'] },
      web: { hosts: ['web1', 'web2'] },
      db: { hosts: ['db1'] },
    });
  });

  it("shows one host's variables", async () => {
    const { code, stdout } = await inventory('--host', 'db1');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{\n    "port": 22\n}\n' });
  });

  it('suggests the host or group that was meant', async () => {
    expect((await inventory('--host', 'bd1')).stderr).toBe(
      'error[unknown-host]: the inventory has no host `bd1`\n  = help: did you mean `db1`?\n',
    );
    expect((await inventory('wbe')).stderr).toBe(
      'error[unknown-group]: the inventory has no group `wbe`\n  = help: did you mean `web`?\n',
    );
  });
});

describe('runbook eval', () => {
  const evaluate = (...words: string[]) => run('eval', '-i', 'hosts.yaml', '--host', 'web1', ...words);

  it.each([
    ['url', 'http://web1:8080\n'],
    ['{{ url }} for {{ rank }}', 'http://web1:8080 for 1\n'],
    ['[port, 1.0, none, {"a": True}]', '[\n  8080,\n  1,\n  null,\n  {\n    "a": true\n  }\n]\n'],
    ['groups.web + play_hosts', '[\n  "web1",\n  "web2",\n  "web1",\n  "web2",\n  "db1"\n]\n'],
  ])('%s', async (expression, stdout) => {
    expect(await evaluate(expression)).toEqual({ code: 0, stdout, stderr: '' });
  });

  it('prints JSON on one line when asked to', async () => {
    expect((await evaluate('--json', 'url')).stdout).toBe('"http://web1:8080"\n');
    expect((await evaluate('--json', '[1, 2]')).stdout).toBe('[1,2]\n');
  });

  it('shows every place that sets a variable, the winner last', async () => {
    expect(await evaluate('--explain', 'port', '-e', 'port=9')).toEqual({
      code: 0,
      stderr: '',
      stdout: `\`port\` is set by, the last one winning:
  inventory group (all)       hosts.yaml:2:16          22
  inventory group (web)       hosts.yaml:4:56          80
  inventory group_vars (web)  group_vars/web.yaml:1:7  8080
▶ extra vars                  <extra-vars>:1:1         port=9
`,
    });
    expect((await evaluate('--explain', 'prot')).stderr).toBe(
      'error[unknown-variable]: nothing sets the variable `prot`\n  = help: did you mean `port`?\n',
    );
  });

  it('shows what is wrong where it stands', async () => {
    expect(await evaluate('port + missing')).toEqual({
      code: 3,
      stdout: '',
      stderr: `error[bad-expression]: \`missing\` is undefined
 ──▶ <expression>:1:8
  │
1 │ port + missing
  │        ^^^^^^^
`,
    });
    expect((await evaluate()).stderr).toBe(
      "error[missing-argument]: there is nothing to evaluate\n  = help: give an expression, such as `runbook eval '1 + 1'`, or `--explain VAR`\n",
    );
    expect((await run('eval', '--host', 'nobody', '1')).code).toBe(3);
  });

  it('never shows what came out of a vault', async () => {
    await scratch.file('password', 'secret\n');
    const words = ['--vault-password-file', `${scratch.path}/password`];
    await scratch.file('vars.yaml', 'api_key: hunter22\n');
    expect((await run('vault', 'encrypt', `${scratch.path}/vars.yaml`, ...words)).code).toBe(0);
    expect((await evaluate('-e', '@vars.yaml', ...words, 'api_key ~ "!"')).stdout).toBe('********!\n');
    expect((await evaluate('-e', '@vars.yaml', ...words, '--explain', 'api_key')).stdout).toBe(
      '`api_key` is set by, the last one winning:\n▶ extra vars  vars.yaml:1:10  (vaulted)\n',
    );
  });
});
