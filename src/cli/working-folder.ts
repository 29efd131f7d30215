/** What of a process knows where it stands. */
type Standing = Pick<NodeJS.Process, 'cwd' | 'chdir'> & { readonly stderr: { write(text: string): unknown } };

/** Goes to `/` where the working directory was deleted: `ssh` works there, and so does everything that no relative path names. */
export function leaveDeletedFolder(standing: Standing): void {
  try {
    standing.cwd();
  } catch {
    standing.chdir('/');
    standing.stderr.write('warning: the working directory was deleted; relative paths count from `/`\n');
  }
}
