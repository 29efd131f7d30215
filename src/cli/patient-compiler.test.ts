import { setFlagsFromString } from 'node:v8';
import { beforeEach, expect, test, vi } from 'vitest';
import { patientCompiler } from './patient-compiler.ts';

vi.mock('node:v8', () => ({ setFlagsFromString: vi.fn() }));
beforeEach(() => vi.mocked(setFlagsFromString).mockClear());

test('the V8 of Node 20 is told to wait', () => {
  patientCompiler('20.19.0');
  expect(vi.mocked(setFlagsFromString).mock.calls).toEqual([['--interrupt-budget=300000']]);
});

test.each(['22.12.0', '24.1.0', '200.0.0'])('another V8 is not told anything: %s', (version) => {
  patientCompiler(version);
  expect(setFlagsFromString).not.toHaveBeenCalled();
});
