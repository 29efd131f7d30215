import { dirname, isAbsolute, resolve } from 'node:path';
import { readPlays } from '../playbook/play.ts';
import type { ImportPlaybookSyntax } from '../playbook/syntax.ts';
import type { Span } from '../source/span.ts';
import { bindNode } from '../template/bind.ts';
import { display } from '../template/display.ts';
import { type Compilation, enter } from './compilation.ts';
import { compilePlay, type PlayPlace } from './compile.ts';
import { inherit, nothingInherited } from './inherit.ts';
import type { PlannedPlay } from './plan.ts';
import { evaluateStatically, evaluateTags } from './static-value.ts';
import { readNode } from './task-file.ts';

/** Reads a playbook and those it imports, and compiles their plays. */
export function readPlaybook(path: string, base: Compilation, startPlay: StartPlay): PlannedPlay[] {
  const file = path.startsWith('<') ? path : resolve(base.folder, path);
  const place = { file, vars: [], inherited: nothingInherited };
  return readFile(
    place,
    { file: path, start: 0, end: 0 },
    { ...base, folder: path.startsWith('<') ? base.folder : dirname(file) },
    startPlay,
  );
}

/** Gives a play the compilation that sees its own variables. */
export type StartPlay = (
  compilation: Compilation,
  play: Parameters<typeof compilePlay>[0],
  place: PlayPlace,
) => Compilation;

function readFile(place: PlayPlace, span: Span, outer: Compilation, startPlay: StartPlay): PlannedPlay[] {
  const compilation = enter(outer, place.file, span);
  const node = compilation && readNode(place.file, span, compilation);
  if (compilation === undefined || node === undefined) return [];
  return readPlays(node, compilation).flatMap((play) => {
    if (play.kind === 'import-playbook') return importPlaybook(play, place, compilation, startPlay);
    return [compilePlay(play, place, startPlay(compilation, play, place))];
  });
}

function importPlaybook(
  syntax: ImportPlaybookSyntax,
  outer: PlayPlace,
  compilation: Compilation,
  startPlay: StartPlay,
): PlannedPlay[] {
  const name = evaluateStatically(syntax.path, compilation);
  if (name === undefined) return [];
  const text = display(name);
  const file = isAbsolute(text) ? text : resolve(dirname(outer.file), text);
  const tags = evaluateTags(syntax.keywords.get('tags'), compilation);
  const keywords = new Map([...syntax.keywords].filter(([key]) => key === 'when'));
  const vars = bindNode(syntax.keywords.get('vars'));
  const place: PlayPlace = {
    file,
    vars: vars.size === 0 ? outer.vars : [...outer.vars, { name: 'play vars', vars }],
    inherited: inherit(outer.inherited, keywords, tags, 'block vars'),
  };
  return readFile(place, syntax.path.span, { ...compilation, folder: dirname(file) }, startPlay);
}
