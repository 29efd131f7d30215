import { tmpdir } from 'node:os';
import { DemoHost } from './demo-host.ts';
import { FleetFolder } from './fleet-folder.ts';
import { hostNames } from './host-names.ts';
import { inventoryText } from './inventory-text.ts';
import { newKey } from './key.ts';

const USER = 'demo';

/** Files that let a client in. */
interface AccessFiles {
  readonly inventoryFile: string;
  readonly keyFile: string;
  readonly knownHostsFile: string;
}

/** A fleet of SSH hosts on 127.0.0.1, each with a folder of its own as its home. */
export interface Fleet extends AccessFiles {
  /** Host names in the inventory's order. */
  readonly hosts: readonly string[];
  /** A private folder (0700) that holds everything of the fleet. */
  readonly folder: string;
  /** Port of a host; undefined for a name that is not of the fleet. */
  port(host: string): number | undefined;
  /** The folder that is a host's home. */
  home(host: string): string;
  /** Ends the servers and what runs on them, and removes the folder. */
  close(): Promise<void>;
}

export interface FleetOptions {
  /** How many hosts, at least 1. */
  readonly hosts: number;
  /** Where the fleet's folder is made; the system's folder for temporary files unless told. */
  readonly root?: string;
}

/** Starts a fleet; resolves when every host accepts connections. Nothing of it outlives `close()`. */
export async function startFleet({ hosts: count, root = tmpdir() }: FleetOptions): Promise<Fleet> {
  const folder = await FleetFolder.make(root);
  const hosts: DemoHost[] = [];
  const close = async () => {
    await Promise.all(hosts.map((host) => host.close()));
    await folder.remove();
  };
  try {
    const files = await populate(folder, count, hosts);
    const ports = new Map(hosts.map((host) => [host.name, host.port]));
    const access = { port: (host: string) => ports.get(host), home: (host: string) => folder.home(host) };
    return { hosts: [...ports.keys()], folder: folder.path, ...files, ...access, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts the hosts, adding each to `hosts` as soon as it has to be closed again, and writes the files that let a client in. */
async function populate(folder: FleetFolder, count: number, hosts: DemoHost[]): Promise<AccessFiles> {
  const names = hostNames(count);
  const visitor = newKey();
  for (const name of [...names.web, ...names.db]) {
    const place = await folder.place(name, USER);
    hosts.push(await DemoHost.start(name, place, { user: USER, publicKey: visitor.public }));
  }
  const keyFile = await folder.write('id_ed25519', visitor.private);
  const knownHostsFile = await folder.write('known_hosts', knownHostsText(hosts));
  const ports = new Map(hosts.map((host) => [host.name, host.port]));
  const text = inventoryText(names, ports, { user: USER, keyFile, knownHostsFile });
  return { keyFile, knownHostsFile, inventoryFile: await folder.write('inventory.yaml', text) };
}

function knownHostsText(hosts: readonly DemoHost[]): string {
  return hosts.map((host) => `[127.0.0.1]:${host.port} ${host.hostKey.public}\n`).join('');
}
