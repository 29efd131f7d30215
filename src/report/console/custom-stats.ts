import type { CustomStatsByOwner } from '../../events/event.ts';
import { jsonText } from '../json-text.ts';

/** The owner of what `set_stats` put down for the run as a whole. */
const wholeRun = '_run';

/** What `set_stats` put down, a name a line: first for the whole run, then by host. */
export function customStatsLines(stats: CustomStatsByOwner): string[] {
  const { [wholeRun]: run = {}, ...hosts } = stats;
  return [...lines('', run), ...Object.entries(hosts).flatMap(([host, values]) => lines(`${host}: `, values))];
}

function lines(owner: string, values: CustomStatsByOwner[string]): string[] {
  return Object.entries(values).map(
    ([name, value]) => `${owner}${name} = ${typeof value === 'string' ? value : jsonText(value)}`,
  );
}
