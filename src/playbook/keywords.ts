/** Where a keyword may stand. */
export type Level = 'play' | 'role' | 'block' | 'task' | 'handler';

/** What a keyword's value may be before templates are evaluated; a text with a template in it passes every shape. */
export type Shape =
  | 'bool'
  | 'int'
  | 'port'
  | 'number'
  | 'string'
  | 'strings'
  | 'map'
  | 'vars'
  | 'list'
  | 'conditions'
  | 'tasks'
  | 'any';

interface Keyword {
  readonly shape: Shape;
  readonly levels: readonly Level[];
}

const everywhere: readonly Level[] = ['play', 'role', 'block', 'task', 'handler'];
const belowPlay: readonly Level[] = ['role', 'block', 'task', 'handler'];
const tasks: readonly Level[] = ['task', 'handler'];
const play: readonly Level[] = ['play'];

const on = (levels: readonly Level[], shape: Shape): Keyword => ({ shape, levels });

/**
 * The keywords of the playbook language and where each may stand, as published in Ansible's "Playbook Keywords" reference;
 * `on_failure` and `safe_to_repeat` are ours.
 */
const keywords: ReadonlyMap<string, Keyword> = new Map(
  Object.entries({
    name: on(everywhere, 'any'),
    vars: on(everywhere, 'vars'),
    tags: on(everywhere, 'strings'),
    environment: on(everywhere, 'any'),
    become: on(everywhere, 'bool'),
    become_user: on(everywhere, 'string'),
    become_method: on(everywhere, 'string'),
    become_flags: on(everywhere, 'string'),
    become_exe: on(everywhere, 'string'),
    connection: on(everywhere, 'string'),
    port: on(everywhere, 'port'),
    remote_user: on(everywhere, 'string'),
    no_log: on(everywhere, 'bool'),
    ignore_errors: on(everywhere, 'bool'),
    ignore_unreachable: on(everywhere, 'bool'),
    check_mode: on(everywhere, 'bool'),
    diff: on(everywhere, 'bool'),
    any_errors_fatal: on(everywhere, 'bool'),
    throttle: on(everywhere, 'int'),
    timeout: on(everywhere, 'int'),
    run_once: on(everywhere, 'bool'),
    module_defaults: on(everywhere, 'any'),
    collections: on(everywhere, 'strings'),
    debugger: on(everywhere, 'string'),
    when: on(belowPlay, 'conditions'),
    delegate_to: on(belowPlay, 'string'),
    delegate_facts: on(belowPlay, 'bool'),
    notify: on(['block', 'task', 'handler'], 'strings'),
    block: on(['block'], 'tasks'),
    rescue: on(['block'], 'tasks'),
    always: on(['block'], 'tasks'),
    action: on(tasks, 'any'),
    local_action: on(tasks, 'any'),
    args: on(tasks, 'any'),
    async: on(tasks, 'int'),
    poll: on(tasks, 'int'),
    changed_when: on(tasks, 'conditions'),
    failed_when: on(tasks, 'conditions'),
    until: on(tasks, 'conditions'),
    retries: on(tasks, 'int'),
    delay: on(tasks, 'number'),
    loop: on(tasks, 'any'),
    loop_control: on(tasks, 'map'),
    register: on(tasks, 'string'),
    safe_to_repeat: on(tasks, 'bool'),
    listen: on(['handler'], 'strings'),
    role: on(['role'], 'string'),
    hosts: on(play, 'strings'),
    user: on(play, 'string'),
    order: on(play, 'string'),
    serial: on(play, 'any'),
    strategy: on(play, 'string'),
    max_fail_percentage: on(play, 'number'),
    on_failure: on(play, 'any'),
    force_handlers: on(play, 'bool'),
    gather_facts: on(play, 'bool'),
    gather_subset: on(play, 'strings'),
    gather_timeout: on(play, 'int'),
    fact_path: on(play, 'string'),
    vars_files: on(play, 'any'),
    vars_prompt: on(play, 'list'),
    pre_tasks: on(play, 'tasks'),
    roles: on(play, 'list'),
    tasks: on(play, 'tasks'),
    post_tasks: on(play, 'tasks'),
    handlers: on(play, 'tasks'),
  }),
);

/** The shape of keyword `name` at `level`, or `undefined` when it is none there. */
export function shapeOf(name: string, level: Level): Shape | undefined {
  const keyword = keywords.get(name);
  return keyword?.levels.includes(level) ? keyword.shape : undefined;
}

/** Every keyword that may stand at `level`, for suggestions. */
export function keywordsAt(level: Level): string[] {
  return [...keywords].filter(([, keyword]) => keyword.levels.includes(level)).map(([name]) => name);
}

/** The levels at which `name` is a keyword: none when it is no keyword at all. */
export function levelsOf(name: string): readonly Level[] {
  return keywords.get(name)?.levels ?? [];
}
