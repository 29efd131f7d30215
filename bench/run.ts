import { benchAnsible } from './bench-ansible.ts';
import { benchBastion } from './bench-bastion.ts';
import { benchDelegate } from './bench-delegate.ts';
import { benchField } from './bench-field.ts';
import { benchFleet } from './bench-fleet.ts';
import { benchHold } from './bench-hold.ts';
import { benchLanguage } from './bench-language.ts';
import { benchReuse } from './bench-reuse.ts';
import { benchStorm } from './bench-storm.ts';
import { benchTemplating } from './bench-templating.ts';
import { benchTransfer } from './bench-transfer.ts';
import { benchVersion } from './bench-version.ts';
import { type Options, readOptions } from './options.ts';

const benches: Readonly<Record<string, (options: Options) => Promise<string[]>>> = {
  version: benchVersion,
  fleet: benchFleet,
  reuse: benchReuse,
  delegate: benchDelegate,
  bastion: benchBastion,
  storm: benchStorm,
  hold: benchHold,
  transfer: benchTransfer,
  templating: benchTemplating,
  language: benchLanguage,
  field: benchField,
  ansible: benchAnsible,
};

const options = readOptions(process.argv.slice(2));
const usual = ['version', 'fleet', 'reuse', 'delegate', 'language'];
const names = options.names.length === 0 ? usual : options.names.includes('all') ? Object.keys(benches) : options.names;
for (const name of names) {
  const bench = benches[name];
  if (bench === undefined) throw new Error(`unknown benchmark ${name}; there are ${Object.keys(benches).join(', ')}`);
  process.stdout.write(`${(await bench(options)).join('\n')}\n\n`);
}
