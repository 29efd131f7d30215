import { defineConfig } from 'vitest/config';
import { testsByKind } from './test/tests-by-kind.ts';

const { unit, integration } = testsByKind();

export default defineConfig({
  test: {
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: [...unit] } },
      { extends: true, test: { name: 'integration', include: [...integration] } },
    ],
  },
});
