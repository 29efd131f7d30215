import { describe, expect, it } from 'vitest';
import { selectedByTags } from './tags.ts';

describe('selectedByTags', () => {
  it.each([
    [[], [], [], true],
    [['x'], [], [], true],
    [['never'], [], [], false],
    [['never', 'x'], ['x'], [], true],
    [['never', 'x'], ['all'], [], false],
    [['never', 'x'], ['tagged'], [], false],
    [['always'], ['y'], [], true],
    [['always'], [], ['always'], false],
    [['x'], ['y'], [], false],
    [['x', 'y'], ['y'], ['x'], false],
    [[], ['untagged'], [], true],
    [['x'], ['untagged'], [], false],
    [['x'], ['tagged'], [], true],
    [[], ['tagged'], [], false],
    [['x'], [], ['tagged'], false],
    [[], [], ['untagged'], false],
    [['always'], [], ['all'], true],
    [['x'], [], ['all'], false],
  ])('tags %j with --tags %j --skip-tags %j: %s', (tags, only, skip, expected) => {
    expect(selectedByTags(tags, { only, skip })).toBe(expected);
  });
});
