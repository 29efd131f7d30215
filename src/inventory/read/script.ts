import type { Diagnostic } from '../../source/diagnostic.ts';
import { parseJson } from '../../source/json.ts';
import { entry, type MapNode, type Node } from '../../source/node.ts';
import { kindOf, scalarText } from '../../source/plain.ts';
import type { Sources } from '../../source/sources.ts';
import type { Host } from '../inventory.ts';
import { type ProgramLimits, runProgram } from './run-program.ts';
import type { SourceReading } from './source-reading.ts';

/** `--host` programs that run at a time. */
const hostsAtOnce = 8;

/**
 * Reads an executable inventory: the JSON that it prints for `--list`, with every host's variables under `_meta`, or else as it prints
 * them for `--host NAME`. A program that fails, hangs or prints something else is reported.
 */
export async function readScriptInventory(
  reading: SourceReading,
  sources: Sources,
  limits: ProgramLimits,
): Promise<void> {
  const script = new Script(reading, sources, limits);
  const list = await script.json(['--list']);
  if (list === undefined) return;
  const hosts = new ScriptList(reading).read(list);
  const meta = entry(list, '_meta');
  const hostvars = meta?.kind === 'map' ? entry(meta, 'hostvars') : undefined;
  if (hostvars === undefined) await script.askHosts(hosts);
  else if (hostvars.kind === 'map') for (const host of hosts) setVariables(host, entry(hostvars, host.name), reading);
  else reportShape(reading, '`hostvars` is an object of hosts', hostvars);
}

class Script {
  readonly #reading: SourceReading;
  readonly #sources: Sources;
  readonly #limits: ProgramLimits;

  constructor(reading: SourceReading, sources: Sources, limits: ProgramLimits) {
    this.#reading = reading;
    this.#sources = sources;
    this.#limits = limits;
  }

  /** What the program prints with these arguments; printing nothing is an empty object. */
  async json(args: readonly string[]): Promise<MapNode | undefined> {
    const { stdout, stderr, ending } = await runProgram(this.#reading.file, args, this.#limits);
    const how = 'reason' in ending ? ending.reason : `it ended with status ${ending.status}`;
    if ('reason' in ending || ending.status !== 0) return this.#failed(args, how, stderr);
    const name = `<${[this.#reading.shown, ...args].join(' ')}>`;
    this.#sources.add(name, stdout);
    const node: ReturnType<typeof parseJson> = parseJson(name, stdout.trim() === '' ? '{}' : stdout);
    if ('problem' in node) return this.#notJson(name, node, stderr);
    if (node.kind === 'map') return node;
    reportShape(this.#reading, 'an inventory program prints a JSON object', node);
    return undefined;
  }

  /** Asks for the variables of each host, a few at a time, and stops at the first that fails. */
  async askHosts(hosts: readonly Host[]): Promise<void> {
    const waiting = hosts.values();
    let failed = false;
    const askNext = async () => {
      for (const host of waiting) {
        const vars = failed ? undefined : await this.json(['--host', host.name]);
        if (vars === undefined) failed = true;
        else setVariables(host, vars, this.#reading);
      }
    };
    await Promise.all(Array.from({ length: hostsAtOnce }, askNext));
  }

  #failed(args: readonly string[], how: string, stderr: string): undefined {
    const command = `${this.#reading.shown} ${args.join(' ')}`;
    this.#report('inventory-script', `the inventory program \`${command}\` failed: ${how}`, { help: printed(stderr) });
  }

  #notJson(name: string, { problem, at }: { problem: string; at: number }, stderr: string): undefined {
    const span = { file: name, start: at, end: at + 1 };
    const message = `the inventory program printed no JSON: ${problem}`;
    this.#report('inventory-script', message, stderr.trim() === '' ? { span } : { span, help: printed(stderr) });
  }

  #report(code: string, message: string, rest: Pick<Diagnostic, 'span' | 'help'>): void {
    this.#reading.diagnostics.error(code, message, rest);
  }
}

/** The groups that a program lists. */
class ScriptList {
  readonly #reading: SourceReading;
  readonly #hosts = new Set<Host>();

  constructor(reading: SourceReading) {
    this.#reading = reading;
  }

  read(list: MapNode): readonly Host[] {
    for (const { key, value } of list.entries) if (key.value !== '_meta') this.#group(scalarText(key), value);
    return [...this.#hosts];
  }

  /** A list is the hosts of the group; an object with none of the three sections is one host of the group's name. */
  #group(name: string, node: Node): void {
    this.#reading.inventory.addGroup(name);
    if (node.kind !== 'map') {
      this.#addHosts(name, node);
      return;
    }
    const [hosts, vars, children] = [entry(node, 'hosts'), entry(node, 'vars'), entry(node, 'children')];
    if (hosts === undefined && vars === undefined && children === undefined) {
      setVariables(this.#addHost(name, name), node, this.#reading);
      return;
    }
    if (hosts !== undefined) this.#addHosts(name, hosts);
    if (vars !== undefined) this.#setVariables(name, vars);
    if (children !== undefined) this.#addChildren(name, children);
  }

  #addHosts(group: string, node: Node): void {
    for (const { text } of this.#texts(node, `the hosts of \`${group}\` are an array of names`))
      this.#addHost(text, group);
  }

  #addHost(name: string, group: string): Host {
    const host = this.#reading.addHost(name, group);
    this.#hosts.add(host);
    return host;
  }

  #addChildren(group: string, node: Node): void {
    const children = this.#texts(node, `the children of \`${group}\` are an array of names`);
    for (const { text, node: child } of children) this.#reading.addChild(group, text, child.span);
  }

  #setVariables(group: string, node: Node): void {
    if (node.kind !== 'map') reportShape(this.#reading, `\`vars\` of \`${group}\` is an object`, node);
    else for (const { key, value } of node.entries) this.#reading.setGroupVariable(group, scalarText(key), value);
  }

  #texts(node: Node, wanted: string): { text: string; node: Node }[] {
    if (node.kind !== 'seq') reportShape(this.#reading, wanted, node);
    return (node.kind === 'seq' ? node.items : []).flatMap((item) => {
      if (item.kind === 'scalar' && typeof item.value === 'string') return [{ text: item.value, node: item }];
      reportShape(this.#reading, wanted, item);
      return [];
    });
  }
}

function setVariables(host: Host, node: Node | undefined, reading: SourceReading): void {
  if (node === undefined) return;
  if (node.kind !== 'map') reportShape(reading, `the variables of \`${host.name}\` are an object`, node);
  else for (const { key, value } of node.entries) reading.setHostVariable([host], scalarText(key), value);
}

function reportShape({ diagnostics }: SourceReading, wanted: string, found: Node): void {
  diagnostics.error('inventory-shape', `${wanted}, and this is ${kindOf(found)}`, { span: found.span });
}

function printed(stderr: string): string {
  const lines = stderr.trimEnd().split('\n').slice(-10);
  return stderr.trim() === ''
    ? 'run it by hand to see why; it printed nothing on stderr'
    : `it printed on stderr:\n${lines.join('\n')}`;
}
