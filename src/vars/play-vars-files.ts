import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import type { Node } from '../source/node.ts';
import type { Sources } from '../source/sources.ts';
import { readVarsFile } from '../source/vars-file.ts';
import { bindNode } from '../template/bind.ts';
import type { Bindings } from '../template/binding.ts';
import { display } from '../template/display.ts';
import { evaluateNode } from '../template/evaluate-node.ts';
import { isTemplate } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import { Undefined } from '../template/value.ts';
import type { Layer } from './precedence.ts';
import type { Scope } from './scope.ts';

/**
 * The `vars_files` of a play. An entry is a file, or a list of which the first that exists is taken. A name may depend on facts: an entry
 * whose variables are not there yet sets nothing, and is looked at again for the next task.
 */
export class PlayVarsFiles {
  readonly #entries: readonly Node[];
  readonly #folder: string;
  readonly #sources: Sources;
  readonly #read = new Map<string, Bindings>();

  /** `node` is the value of `vars_files`; `folder` is that of the playbook. */
  constructor(node: Node | undefined, folder: string, sources: Sources) {
    this.#entries = node === undefined ? [] : node.kind === 'seq' ? node.items : [node];
    this.#folder = folder;
    this.#sources = sources;
  }

  /** The layers that the files give to what is known in `scope`. Throws `WrongInput` for a file that cannot be read. */
  layers(scope: Scope): Layer[] {
    return this.#entries.flatMap((entry) => {
      const paths = candidatesOf(entry).map((candidate) => this.#path(candidate, scope));
      const known = paths.filter((path) => path !== undefined);
      const found = known.find((path) => existsSync(path));
      if (found === undefined && known.length === paths.length) throw notFound(known, entry);
      return found === undefined ? [] : [this.#layer(found, entry)];
    });
  }

  /**
   * The same before any host is known: an entry whose choice may yet depend on a host sets nothing. What is wrong with a file goes into
   * `diagnostics`; that none is there is a complaint only where the names are plain.
   */
  layersAhead(scope: Scope, diagnostics: Diagnostics): Layer[] {
    return this.#entries.flatMap((entry) => {
      const sure = this.#sure(entry, scope);
      const found = sure.find((path) => existsSync(path));
      if (found !== undefined) return diagnostics.collect(() => [this.#layer(found, entry)]) ?? [];
      if (candidatesOf(entry).every(isPlain))
        for (const problem of notFound(sure, entry).diagnostics) diagnostics.add(problem);
      return [];
    });
  }

  /** The candidates of an entry before the first whose name is not known yet. */
  #sure(entry: Node, scope: Scope): string[] {
    const sure: string[] = [];
    for (const candidate of candidatesOf(entry)) {
      const path = ignoringErrors(() => this.#path(candidate, scope));
      if (path === undefined) break;
      sure.push(path);
    }
    return sure;
  }

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

  #layer(path: string, entry: Node): Layer {
    return { name: 'play vars_files', vars: this.#load(path, entry), from: path };
  }

  #load(path: string, entry: Node): Bindings {
    const known = this.#read.get(path);
    if (known !== undefined) return known;
    const diagnostics = new Diagnostics();
    const vars = bindNode(readVarsFile(path, { sources: this.#sources, diagnostics, named: entry.span }));
    if (diagnostics.failed) throw new WrongInput(diagnostics.all);
    this.#read.set(path, vars);
    return vars;
  }
}

const candidatesOf = (entry: Node): readonly Node[] => (entry.kind === 'seq' ? entry.items : [entry]);

const isPlain = (node: Node): boolean =>
  node.kind === 'scalar' && node.value !== null && !isTemplate(String(node.value));

/** What `evaluate` gives; `undefined` for a template that cannot be evaluated, which is said when the play comes to it. */
function ignoringErrors<T>(evaluate: () => T): T | undefined {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

function notFound(paths: readonly string[], entry: Node): WrongInput {
  return new WrongInput([
    {
      severity: 'error',
      code: 'vars-file-not-found',
      message: `there is no vars file \`${paths.join('` or `')}\``,
      span: entry.span,
      help: 'create it, or correct the name',
    },
  ]);
}
