import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import pLimit from 'p-limit';
import ssh2, { type Client, type PublicKeyAuthMethod } from 'ssh2';

/** What a bare loop has to do. */
export interface BareJob {
  readonly ports: readonly number[];
  readonly commands: number;
  readonly command: string;
  readonly forks: number;
  readonly user: string;
  readonly keyFile: string;
}

/** ssh2 and nothing else, as fast as one can write it: each host in turn of its own, each command after the last. The peer of `runbook play`. */
async function loop({ ports, commands, command, forks, user, keyFile }: BareJob): Promise<void> {
  const key = ssh2.utils.parseKey(readFileSync(keyFile));
  if (key instanceof Error) throw key;
  const limit = pLimit(forks);
  const visit = async (port: number): Promise<void> => {
    const client = await login(port, user, key);
    for (let done = 0; done < commands; done += 1) await run(client, command);
    client.end();
  };
  await Promise.all(ports.map((port) => limit(visit, port)));
}

async function login(port: number, username: string, key: ssh2.ParsedKey): Promise<Client> {
  const client = new ssh2.Client();
  const method: PublicKeyAuthMethod = { type: 'publickey', username, key };
  const sock = connect({ host: '127.0.0.1', port, noDelay: true });
  await new Promise((resolve, reject) => {
    client.on('ready', () => resolve(undefined)).on('error', reject);
    client.connect({ sock, username, authHandler: [method], hostVerifier: () => true });
  });
  return client;
}

function run(client: Client, command: string): Promise<void> {
  return new Promise((resolve, reject) =>
    client.exec(command, (error, channel) => {
      if (error) return reject(error);
      let code: number | undefined;
      channel.on('exit', (status: number) => {
        code = status;
      });
      channel.resume().on('close', () => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
      channel.stderr.resume();
    }),
  );
}

await loop(JSON.parse(process.argv[2] ?? '') as BareJob);
