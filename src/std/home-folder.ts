import { homedir } from 'node:os';

/** The home directory of whoever runs this; the root folder for a number without an entry in passwd and without HOME, as in a container. */
export function homeFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (env.HOME) return env.HOME;
  try {
    return homedir();
  } catch {
    return '/';
  }
}
