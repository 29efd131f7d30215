import { display } from '../../template/display.ts';
import { truthy } from '../../template/truthy.ts';
import { type Dict, isDict, isList, Undefined, type Value } from '../../template/value.ts';
import { mapping } from '../args.ts';
import { convertArg } from '../convert-arg.ts';
import type { ArgType, HostView, Module } from '../module.ts';

/** `validate_argument_spec`: holds variables against the `argument_specs` of a role. */
export const validateArgumentSpec: Module = {
  name: 'validate_argument_spec',
  summary: "Holds variables against a role's specification of its arguments",
  args: {
    argument_spec: {
      type: 'dict',
      required: true,
      about: 'what each argument may be, as in `meta/argument_specs.yml`',
    },
    provided_arguments: { type: 'dict', about: 'values to hold against it, instead of the variables of those names' },
  },
  controllerOnly: true,

  async decide(args, host) {
    const spec = mapping(args, 'argument_spec') ?? new Map();
    const provided = mapping(args, 'provided_arguments');
    const find = (name: string) => (provided?.has(name) ? provided.get(name) : known(host, name));
    const unknown = provided === undefined ? [] : unknownKeys(provided, spec);
    const problems = [...unknown.map((key) => `there is no argument \`${key}\``), ...checkAll(spec, find, '')];
    if (problems.length === 0) {
      return { change: false, because: 'all arguments fit', result: { msg: 'The arg spec validation passed' } };
    }
    const message = `these arguments do not fit the role's specification:\n${problems.join('\n')}`;
    return { failed: true, message, result: { argument_errors: problems, argument_spec_data: spec } };
  },
};

function known(host: HostView, name: string): Value | undefined {
  const value = host.variable(name);
  return value instanceof Undefined ? undefined : value;
}

/** What is wrong with the values of a specification's options; `within` names the option that they are options of. */
function checkAll(spec: Dict, find: (name: string) => Value | undefined, within: string): string[] {
  return [...spec].flatMap(([key, option]) => {
    const name = display(key);
    return isDict(option) ? checkOne(within === '' ? name : `${within}.${name}`, find(name), option) : [];
  });
}

function checkOne(name: string, value: Value | undefined, option: Dict): string[] {
  if (value === undefined)
    return truthy(option.get('required') ?? false) ? [`\`${name}\` is required, and not set`] : [];
  if (value === null) return checkChoices(name, value, option);
  const type = typeOf(option.get('type'));
  const converted = convertArg(value, type);
  if ('wanted' in converted) return [`\`${name}\` must be ${converted.wanted}, not \`${display(value)}\``];
  return [...checkChoices(name, converted.value, option), ...checkElements(name, converted.value, option)];
}

const types: Readonly<Record<string, ArgType>> = {
  str: 'str',
  int: 'int',
  float: 'float',
  bool: 'bool',
  list: 'list',
  dict: 'dict',
  path: 'path',
};

/** The type of an option; a text when it says none, anything for those that are not looked into (`raw`, `json`, `bytes`). */
const typeOf = (value: Value | undefined): ArgType => (value === undefined ? 'str' : (types[display(value)] ?? 'raw'));

/** What is wrong with a mapping whose keys are options themselves: one that they do not name is refused. */
function checkSuboptions(name: string, value: Dict, options: Dict): string[] {
  const find = (key: string): Value | undefined =>
    [key, ...aliasesOf(options.get(key))].map((each) => value.get(each)).find((each) => each !== undefined);
  return [
    ...unknownKeys(value, options).map((key) => `\`${name}\` has no option \`${key}\``),
    ...checkAll(options, find, name),
  ];
}

/** The keys of a mapping that no option has for its name or alias. */
function unknownKeys(value: Dict, options: Dict): string[] {
  const names = new Set([...options].flatMap(([key, option]) => [key, ...aliasesOf(option)]));
  return [...value.keys()].filter((key) => !names.has(key)).map(display);
}

function aliasesOf(option: Value | undefined): readonly Value[] {
  const aliases = isDict(option) ? option.get('aliases') : undefined;
  return isList(aliases) ? aliases : [];
}

function checkChoices(name: string, value: Value, option: Dict): string[] {
  const choices = option.get('choices');
  if (!isList(choices)) return [];
  const allowed = choices.map(display);
  const wrong = (isList(value) ? value : [value]).map(display).filter((item) => !allowed.includes(item));
  return wrong.map((item) => `\`${name}\` must be one of ${allowed.join(', ')}, not \`${item}\``);
}

function checkElements(name: string, value: Value, option: Dict): string[] {
  const inner = option.get('options');
  if (isDict(value)) return isDict(inner) ? checkSuboptions(name, value, inner) : [];
  const elements = option.get('elements');
  if (!isList(value) || elements === undefined) return [];
  return value.flatMap((item, index) => {
    const element = new Map([...option, ['type', elements], ['elements', undefined]] as [Value, Value][]);
    element.delete('elements');
    element.delete('choices');
    const place = `${name}[${index}]`;
    return item === null ? [`\`${place}\` is none`] : checkOne(place, item, element);
  });
}
