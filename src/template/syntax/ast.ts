import type { Place } from '../template-error.ts';
import type { Value } from '../value.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

/** The arguments of a call: `f(1, *rest, key=2, **more)`. */
export interface ArgumentsNode {
  readonly positional: readonly Expression[];
  readonly named: readonly { readonly name: string; readonly value: Expression }[];
  readonly spread?: Expression;
  readonly spreadNamed?: Expression;
}

/** An expression of the language; `start` and `end` are its place in the template's text. */
export type Expression = Place &
  (
    | { readonly kind: 'literal'; readonly value: Value }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'tuple' | 'list'; readonly items: readonly Expression[] }
    | { readonly kind: 'dict'; readonly entries: readonly (readonly [Expression, Expression])[] }
    | { readonly kind: 'attribute'; readonly target: Expression; readonly name: string }
    | { readonly kind: 'item'; readonly target: Expression; readonly index: Expression }
    | SliceNode
    | { readonly kind: 'call'; readonly target: Expression; readonly args: ArgumentsNode }
    | FilterNode
    | {
        readonly kind: 'test';
        readonly target: Expression;
        readonly name: string;
        readonly args: ArgumentsNode;
        readonly negated: boolean;
      }
    | { readonly kind: 'unary'; readonly operator: 'not' | '-' | '+'; readonly operand: Expression }
    | {
        readonly kind: 'binary';
        readonly operator: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: 'concat'; readonly parts: readonly Expression[] }
    | { readonly kind: 'compare'; readonly first: Expression; readonly operations: readonly Comparison[] }
    | {
        readonly kind: 'logical';
        readonly operator: 'and' | 'or';
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: 'conditional';
        readonly test: Expression;
        readonly value: Expression;
        readonly otherwise?: Expression;
      }
  );

export interface SliceNode extends Place {
  readonly kind: 'slice';
  readonly lower?: Expression;
  readonly upper?: Expression;
  readonly step?: Expression;
}

/** `target` is absent at the head of a filter block or a `set` block, where the block's text is what is filtered. */
export interface FilterNode extends Place {
  readonly kind: 'filter';
  readonly target?: Expression;
  readonly name: string;
  readonly args: ArgumentsNode;
}

export interface Comparison {
  readonly operator: CompareOperator;
  readonly operand: Expression;
}

/** What can be assigned to. */
export type Target = Place &
  (
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'targets'; readonly items: readonly Target[] }
    | { readonly kind: 'namespace'; readonly name: string; readonly attribute: string }
  );

export interface Parameter {
  readonly name: string;
  readonly default?: Expression;
}

/** The body of a macro or call block, with which of the names that only macros have are used in it. */
export interface MacroBody {
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly uses: { readonly varargs: boolean; readonly kwargs: boolean; readonly caller: boolean };
}

/** A part of a template's body. */
export type Statement = Place &
  (
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'output'; readonly value: Expression }
    | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: readonly Statement[] }
    | ForNode
    | { readonly kind: 'set'; readonly target: Target; readonly value: Expression }
    | {
        readonly kind: 'set-block';
        readonly target: Target;
        readonly filter?: FilterNode;
        readonly body: readonly Statement[];
      }
    | { readonly kind: 'macro'; readonly name: string; readonly macro: MacroBody }
    | {
        readonly kind: 'call-block';
        readonly call: Extract<Expression, { kind: 'call' }>;
        readonly macro: MacroBody;
      }
    | { readonly kind: 'filter-block'; readonly filter: FilterNode; readonly body: readonly Statement[] }
    | {
        readonly kind: 'with';
        readonly bindings: readonly { readonly target: Target; readonly value: Expression }[];
        readonly body: readonly Statement[];
      }
    | { readonly kind: 'scope'; readonly body: readonly Statement[] }
    | BlockNode
    | { readonly kind: 'extends'; readonly template: Expression }
    | {
        readonly kind: 'include';
        readonly template: Expression;
        readonly ignoreMissing: boolean;
        readonly withContext: boolean;
      }
    | { readonly kind: 'import'; readonly template: Expression; readonly name: string; readonly withContext: boolean }
    | {
        readonly kind: 'from-import';
        readonly template: Expression;
        readonly names: readonly { readonly name: string; readonly as: string }[];
        readonly withContext: boolean;
      }
    | { readonly kind: 'do'; readonly value: Expression }
    | { readonly kind: 'break' | 'continue' }
  );

export interface Branch {
  readonly test: Expression;
  readonly body: readonly Statement[];
}

export interface ForNode extends Place {
  readonly kind: 'for';
  readonly target: Target;
  readonly iterable: Expression;
  readonly filter?: Expression;
  readonly recursive: boolean;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface BlockNode extends Place {
  readonly kind: 'block';
  readonly name: string;
  /** Whether it sees the variables of the loop that it stands in. */
  readonly scoped: boolean;
  readonly required: boolean;
  readonly body: readonly Statement[];
}

/** A filter, test or lookup by its name. */
export interface Plugin {
  readonly kind: 'filter' | 'test' | 'lookup';
  readonly name: string;
}

/** One that a text names, for checks before anything runs. */
export interface PluginUse extends Place, Plugin {}

/** A parsed template. */
export interface TemplateNode {
  readonly body: readonly Statement[];
  readonly uses: readonly PluginUse[];
}
