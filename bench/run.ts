import { benchFleet } from './bench-fleet.ts';
import { benchVersion } from './bench-version.ts';
import { type Options, readOptions } from './options.ts';

const benches: Readonly<Record<string, (options: Options) => Promise<string[]>>> = {
  version: benchVersion,
  fleet: benchFleet,
};

const options = readOptions(process.argv.slice(2));
const names = options.names.length > 0 ? options.names : ['version', 'fleet'];
for (const name of names) {
  const bench = benches[name];
  if (bench === undefined) throw new Error(`unknown benchmark ${name}; there are ${Object.keys(benches).join(', ')}`);
  process.stdout.write(`${(await bench(options)).join('\n')}\n\n`);
}
