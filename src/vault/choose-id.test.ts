import { describe, expect, it } from 'vitest';
import { chooseId } from './choose-id.ts';

const dev = { id: 'dev' };
const prod = { id: 'prod' };

describe('chooseId', () => {
  it('takes the only one, or the one that is named', () => {
    expect(chooseId([dev])).toBe(dev);
    expect(chooseId([dev, prod], 'prod')).toBe(prod);
    expect(chooseId([dev, { ...dev }], 'dev')).toBe(dev);
  });

  it.each([
    [[dev, prod], undefined, 'more than one password could encrypt: `dev`, `prod`'],
    [[dev, prod], 'test', 'no password was given for vault id `test`: there are `dev`, `prod`'],
    [[], undefined, 'a password is needed and none was given'],
    [[], 'test', 'a password is needed and none was given'],
  ])('refuses to guess (%#)', (secrets, id, message) => {
    expect(() => chooseId(secrets, id)).toThrow(expect.objectContaining({ code: 'vault-source', message }));
  });
});
