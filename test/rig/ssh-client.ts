import ssh2, { type Client, type ClientChannel, type ConnectConfig } from 'ssh2';

/** Something that a bare ssh2 client can log in to. */
export interface Server {
  readonly port: number;
  readonly clientKey: { readonly private: string };
}

/** Logs in with ssh2 itself, for tests of the servers; rejects with what ended it. */
export function login(server: Server, config: ConnectConfig = {}): Promise<Client> {
  const client = new ssh2.Client();
  return new Promise((resolve, reject) => {
    client.on('ready', () => resolve(client));
    client.on('error', reject);
    client.on('close', () => reject(new Error('closed before it was ready')));
    const { port, clientKey } = server;
    client.connect({ host: '127.0.0.1', port, username: 'root', privateKey: clientKey.private, ...config });
  });
}

/** A started command: its channel, and what it showed once it has closed. */
export interface Started {
  readonly channel: ClientChannel;
  readonly seen: Promise<string[]>;
}

/** Starts a command, its listeners attached before anything of its answer is read. */
export function start(client: Client, command: string): Promise<Started> {
  return new Promise((resolve, reject) =>
    client.exec(command, (error, channel) => (error ? reject(error) : resolve({ channel, seen: watch(channel) }))),
  );
}

/** Runs a command to its end. */
export async function run(client: Client, command: string): Promise<string[]> {
  const { seen } = await start(client, command);
  return seen;
}

/** What a channel showed, in the order in which ssh2 tells it: the exit may come before output that was sent earlier. */
function watch(channel: ClientChannel): Promise<string[]> {
  const seen: string[] = [];
  return new Promise((resolve) => {
    channel.on('data', (data: Buffer) => seen.push(`stdout ${data}`));
    channel.stderr.on('data', (data: Buffer) => seen.push(`stderr ${data}`));
    channel.on('exit', (code: number | null, signal?: string) => seen.push(`exit ${code ?? signal}`));
    channel.on('close', () => resolve([...seen, 'close']));
  });
}
