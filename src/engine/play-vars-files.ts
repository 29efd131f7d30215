import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { PlannedPlay } from '../plan/plan.ts';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import type { Node } from '../source/node.ts';
import type { Sources } from '../source/sources.ts';
import { parseYaml } from '../source/yaml.ts';
import { bindNode } from '../template/bind.ts';
import type { Bindings } from '../template/binding.ts';
import { display } from '../template/display.ts';
import { evaluateNode } from '../template/evaluate-node.ts';
import { TemplateError } from '../template/template-error.ts';
import { Undefined } from '../template/value.ts';
import type { Layer } from '../vars/precedence.ts';
import type { Scope } from '../vars/scope.ts';

/**
 * The `vars_files` of a play. An entry is a file, or a list of which the first that exists is taken. A name may depend on facts: an entry
 * whose variables are not there yet sets nothing, and is looked at again for the next task.
 */
export class PlayVarsFiles {
  readonly #entries: readonly Node[];
  readonly #folder: string;
  readonly #sources: Sources;
  readonly #read = new Map<string, Bindings>();

  constructor(play: PlannedPlay, sources: Sources) {
    const node = play.keywords.get('vars_files');
    this.#entries = node === undefined ? [] : node.kind === 'seq' ? node.items : [node];
    this.#folder = play.folder;
    this.#sources = sources;
  }

  /** The layers that the files give to what is known in `scope`. Throws `WrongInput` for a file that cannot be read. */
  layers(scope: Scope): Layer[] {
    return this.#entries.flatMap((entry) => {
      const path = this.#choose(entry, scope);
      return path === undefined
        ? []
        : [{ name: 'play vars_files' as const, vars: this.#load(path, entry), from: path }];
    });
  }

  #choose(entry: Node, scope: Scope): string | undefined {
    const candidates = entry.kind === 'seq' ? entry.items : [entry];
    const paths = candidates.flatMap((candidate) => this.#path(candidate, scope) ?? []);
    const found = paths.find((path) => existsSync(path));
    if (found !== undefined || paths.length < candidates.length) return found;
    throw new WrongInput([
      {
        severity: 'error',
        code: 'vars-file-not-found',
        message: `there is no vars file \`${paths.join('` or `')}\``,
        span: entry.span,
        help: 'create it, or correct the name',
      },
    ]);
  }

  /** `undefined` while the name depends on something that is not known. */
  #path(node: Node, scope: Scope): string | undefined {
    try {
      const value = evaluateNode(node, scope);
      if (value instanceof Undefined || value === null) return undefined;
      const name = display(value);
      if (isAbsolute(name)) return name;
      const inVars = join(this.#folder, 'vars', name);
      const beside = resolve(this.#folder, name);
      return !existsSync(beside) && existsSync(inVars) ? inVars : beside;
    } catch (error) {
      if (error instanceof TemplateError && error.kind === 'undefined') return undefined;
      throw error;
    }
  }

  #load(path: string, entry: Node): Bindings {
    const known = this.#read.get(path);
    if (known !== undefined) return known;
    const diagnostics = new Diagnostics();
    const node = parseYaml(path, this.#sources.read(path), diagnostics);
    if (node !== undefined && node.kind !== 'map' && !(node.kind === 'scalar' && node.value === null)) {
      diagnostics.error('not-a-mapping', 'a vars file is a mapping of names to values', {
        span: node.span,
        related: [{ span: entry.span, label: 'named here' }],
      });
    }
    if (diagnostics.failed) throw new WrongInput(diagnostics.all);
    const vars = bindNode(node);
    this.#read.set(path, vars);
    return vars;
  }
}
