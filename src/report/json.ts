import { jsonText } from './json-text.ts';
import type { PlayRecord, RunRecord, TaskRecord } from './run-record.ts';

/**
 * `--report json`: `{"recap", "plays": [{"name", "hosts", "tasks": [{"name", "module", "at", "hosts": {host: outcome}}]}], "stats", "customStats", …}`.
 * In pieces, since that of a large run is longer than a string can be; one outcome a line.
 */
export function* jsonReport(record: RunRecord): Generator<string> {
  yield '{\n"recap": {';
  yield* separated(Object.entries(record.recap), function* ([host, counts]) {
    yield `\n ${jsonText(host)}: ${jsonText(counts)}`;
  });
  yield '},\n"plays": [';
  yield* separated(record.plays, playJson);
  yield '],\n';
  yield `"stats": ${jsonText(record.end?.stats ?? null)},\n`;
  yield `"customStats": ${jsonText(record.end?.customStats ?? {})},\n`;
  yield `"exitCode": ${jsonText(record.end?.exitCode ?? null)},\n`;
  yield `"interrupted": ${jsonText(record.interrupted ?? null)},\n`;
  yield `"warnings": ${jsonText(record.warnings.map(({ kind: _kind, at: _at, ...warning }) => warning))},\n`;
  yield `"playbooks": ${jsonText(record.playbooks)}\n}\n`;
}

function* playJson(play: PlayRecord): Generator<string> {
  yield `\n{"name": ${jsonText(play.name)},\n "hosts": ${jsonText(play.hosts)},\n`;
  yield ` "unreachable": ${jsonText(Object.fromEntries(play.unreachable))},\n "tasks": [`;
  yield* separated(play.tasks.values(), taskJson);
  yield ']}';
}

function* taskJson({ step, hosts }: TaskRecord): Generator<string> {
  const { name, module, at, handler } = step;
  yield `\n {"name": ${jsonText(name)}, "module": ${jsonText(module)}, "at": ${jsonText(at)}, "handler": ${handler},\n`;
  yield '  "hosts": {';
  yield* separated(hosts, function* ([host, outcome]) {
    yield `\n   ${jsonText(host)}: ${jsonText(outcome)}`;
  });
  yield '}}';
}

function* separated<T>(items: Iterable<T>, render: (item: T) => Iterable<string>): Generator<string> {
  let first = true;
  for (const item of items) {
    if (!first) yield ',';
    first = false;
    yield* render(item);
  }
}
