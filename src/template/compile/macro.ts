import { outputText } from '../output-text.ts';
import { failure } from '../refuse.ts';
import type { MacroBody, Parameter, Statement } from '../syntax/ast.ts';
import { type Callable, type Dict, Instance, Tuple, Undefined, type Value } from '../value.ts';
import { callableOf, compileArguments } from './call.ts';
import { compileExpressionNode } from './expression.ts';
import { located } from './locate.ts';
import type { Scope } from './scope.ts';
import type { Evaluate, Run, State } from './state.ts';

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;
type CompileBody = (body: readonly Statement[]) => Run;

interface CompiledMacro {
  readonly parameters: readonly { readonly name: string; readonly default: Evaluate | undefined }[];
  readonly uses: MacroBody['uses'];
  readonly body: Run;
}

/** Compiles `{% macro %}`. */
export function compileMacro({ name, macro }: Of<'macro'>, compileBody: CompileBody): Run {
  const compiled = compileMacroBody(macro, compileBody);
  return (state) => void state.scope.set(name, new Macro(name, compiled, { state, scope: state.scope }));
}

/** Compiles `{% call %}`: the call gets its body as the keyword argument `caller`. */
export function compileCallBlock({ call, macro }: Of<'call-block'>, compileBody: CompileBody): Run {
  const compiled = compileMacroBody(macro, compileBody);
  const target = compileExpressionNode(call.target);
  const given = compileArguments(call.args, compileExpressionNode);
  return located(call, (state: State) => {
    const callable = callableOf(target(state));
    const { args, kwargs } = given(state);
    const caller = new Macro('caller', compiled, { state, scope: state.scope });
    state.out.push(outputText(callable(args, new Map([...kwargs, ['caller', caller]]))));
    return undefined;
  });
}

function compileMacroBody({ parameters, body, uses }: MacroBody, compileBody: CompileBody): CompiledMacro {
  const compileParameter = ({ name, default: fallback }: Parameter) => ({
    name,
    default: fallback === undefined ? undefined : compileExpressionNode(fallback),
  });
  return { parameters: parameters.map(compileParameter), uses, body: compileBody(body) };
}

/** A macro as a value: a function that renders its body in the scope that it was defined in. */
class Macro extends Instance {
  override readonly typeName = 'Macro';
  readonly #name: string;
  readonly #macro: CompiledMacro;
  readonly #home: { readonly state: State; readonly scope: Scope };

  constructor(name: string, macro: CompiledMacro, home: { readonly state: State; readonly scope: Scope }) {
    super();
    this.#name = name;
    this.#macro = macro;
    this.#home = home;
  }

  override display(): string {
    return `<Macro '${this.#name}'>`;
  }

  override attribute(name: string): Value | undefined {
    const { parameters, uses } = this.#macro;
    switch (name) {
      case 'name':
        return this.#name;
      case 'arguments':
        return Tuple.from(parameters.map((parameter) => parameter.name));
      case 'catch_kwargs':
        return uses.kwargs;
      case 'catch_varargs':
        return uses.varargs;
      case 'caller':
        return uses.caller;
      default:
        return undefined;
    }
  }

  override get call(): Callable {
    return (args, kwargs) => {
      const { state, scope } = this.#home;
      return state.located(() =>
        state.capture(() =>
          state.within(scope, (inner) => {
            this.#bind(inner, args, new Map(kwargs));
            this.#macro.body(state);
          }),
        ),
      );
    };
  }

  #bind(scope: Scope, args: readonly Value[], kwargs: Map<string, Value>): void {
    const { parameters, uses } = this.#macro;
    parameters.forEach((parameter, index) => {
      scope.set(
        parameter.name,
        this.#argument(parameter, index < args.length ? args[index] : taken(kwargs, parameter.name)),
      );
    });
    const rest = args.slice(parameters.length);
    if (uses.caller && scope.own.get('caller') === undefined)
      scope.set(
        'caller',
        taken(kwargs, 'caller') ?? new Undefined('caller', `the macro \`${this.#name}\` was not used in a call block`),
      );
    if (uses.varargs) scope.set('varargs', Tuple.from(rest));
    else if (rest.length > 0)
      throw failure(
        `the macro \`${this.#name}\` takes at most ${parameters.length} arguments, and ${args.length} were given`,
      );
    if (uses.kwargs) scope.set('kwargs', kwargs as Dict);
    else for (const name of kwargs.keys()) throw failure(`the macro \`${this.#name}\` has no argument \`${name}\``);
  }

  #argument({ name, default: fallback }: CompiledMacro['parameters'][number], given: Value | undefined): Value {
    if (given !== undefined) return given;
    if (fallback !== undefined) return fallback(this.#home.state);
    return new Undefined(name, `the argument \`${name}\` of the macro \`${this.#name}\` was not given`);
  }
}

function taken(kwargs: Map<string, Value>, name: string): Value | undefined {
  const value = kwargs.get(name);
  kwargs.delete(name);
  return value;
}
