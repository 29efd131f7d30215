import { describe, expect, it } from 'vitest';
import { entriesOf, factFixture } from '../../test/rig/fact-entries.ts';
import { processor } from './processor.ts';

const facts = (name: string) => {
  const allowed = 'Cpus_allowed:\tff,00000003\n';
  return processor.parse(entriesOf({ cpuinfo: factFixture(`processor/${name}.txt`), 'cpus-allowed': allowed }), {});
};

describe('processor', () => {
  it.each([
    ['xeon', { processor_count: 2, processor_cores: 2, processor_threads_per_core: 2, processor_vcpus: 8 }],
    ['asym', { processor_count: 1, processor_cores: 1, processor_threads_per_core: 2, processor_vcpus: 2 }],
    ['xenpv', { processor_count: 2, processor_cores: 1, processor_threads_per_core: 1, processor_vcpus: 2 }],
    ['rpi4', { processor_count: 4, processor_cores: 1, processor_threads_per_core: 1, processor_vcpus: 4 }],
    ['aarch64', { processor_count: 2, processor_cores: 1, processor_threads_per_core: 1, processor_vcpus: 2 }],
    ['ppc64le', { processor_count: 4, processor_cores: 1, processor_threads_per_core: 1, processor_vcpus: 4 }],
    ['riscv', { processor_count: 4, processor_cores: 1, processor_threads_per_core: 1, processor_vcpus: 4 }],
    ['s390x', { processor_count: 2, processor_cores: 1, processor_threads_per_core: 1, processor_vcpus: 2 }],
    ['oldarm', { processor_count: 1, processor_cores: 1, processor_threads_per_core: 1, processor_vcpus: 1 }],
  ])('counts those of %s', (name, counts) => {
    expect(facts(name)).toEqual({ ...counts, processor: expect.any(Array), processor_nproc: 10 });
  });

  it.each([
    ['asym', ['0', 'G', 'A', '1', 'G', 'A']],
    ['aarch64', ['0', '1']],
    ['s390x', ['IBM/S390']],
    ['oldarm', ['ARM926EJ-S rev 5 (v5l)']],
    ['rpi4', ['0', '1', '2', '3'].flatMap((number) => [number, 'ARMv7 Processor rev 3 (v7l)'])],
    ['ppc64le', ['0', '1', '2', '3'].flatMap((number) => [number, 'POWER9 (architected), altivec supported'])],
  ])('names those of %s', (name, list) => {
    expect(facts(name).processor).toEqual(list);
  });

  it('knows nothing without the kernel’s list', () => {
    expect(processor.parse(entriesOf({}), {})).toEqual({});
  });
});
