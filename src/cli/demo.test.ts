import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FakeProcess, runMain } from '../../test/rig/fake-process.ts';
import { fixedTimes } from '../../test/rig/fixed-times.ts';
import { main } from '../main.ts';

const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/' };

describe('runbook demo', () => {
  it('plays the site on hosts that are reached by SSH', async () => {
    const { code, stdout, stderr } = await runMain(['demo', '-n', '3'], { env });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `3 SSH hosts on 127.0.0.1: web01, web02, db01

\nThe hosts are gone. \`runbook demo --keep\` gives you some to try things on.\n`,
    });
    // The last play runs under `free`: hosts go through it as fast as each can.
    const ordered = fixedTimes(stdout).replace(/(?<=PLAY \[Check the whole site\]\n)[\s\S]*?(?=\nPLAY RECAP)/, '…\n');
    await expect(ordered).toMatchFileSnapshot('golden/demo.txt');
  });

  it('serves hosts until Ctrl-C, and leaves nothing behind', async () => {
    const fake = new FakeProcess(['demo', '-n', '1', '--keep'], { env });
    const ended = main(fake);
    await once(fake, 'newListener');
    await expect.poll(() => fake.stdout.text).toContain('Serving until Ctrl-C.');
    const inventory = /^inventory: (.*)$/m.exec(fake.stdout.text)?.[1] ?? '';
    const { code, stdout } = await runMain(['exec', 'all', '-i', inventory, '--', 'hostname'], { env });
    expect({ code, stdout: fixedTimes(stdout) }).toEqual({
      code: 0,
      stdout: 'web01 | ok => web01\n\n1 host: 1 ok in TIME\n',
    });
    fake.emit('SIGINT');
    expect(await ended).toBe(0);
    expect(existsSync(inventory)).toBe(false);
  });

  it('wants a number of hosts that it can serve', async () => {
    expect(await runMain(['demo', '-n', 'many'])).toEqual({
      code: 3,
      stdout: '',
      stderr: 'error[bad-setting]: `--hosts` must be a whole number from 1 to 100\n  = help: found `many`\n',
    });
  });
});
