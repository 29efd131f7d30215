import { quote, quoteAll } from '../../shell/quote.ts';
import type { KeyTask, UserTask } from './user-task.ts';
import { expanded } from './user-view.ts';

/** A shell command that makes a key pair which belongs to the user. */
export function keyScript({ name, flags }: UserTask, { type, bits, file, comment, passphrase }: KeyTask): string {
  const own = `"$(entry passwd ${quote(name)} | cut -d: -f6)"`;
  const path = file.startsWith('/') || file.startsWith('~') ? expanded(file) : `${own}/${quote(file)}`;
  const about = comment === undefined ? '"ansible-generated on $(uname -n)"' : quote(comment);
  const size = bits === undefined || bits === 0 ? [] : ['-b', String(bits)];
  return `f=${path}; d=\${f%/*}; o=$(id -u ${quote(name)}):$(id -g ${quote(name)})
[ -d "$d" ] || { mkdir -m 700 "$d" && chown "$o" "$d"; } || exit
${flags.force ? 'rm -f "$f" "$f.pub"' : ''}
${quoteAll(['ssh-keygen', '-q', '-t', type, ...size])} -N ${quote(passphrase)} -C ${about} -f "$f" </dev/null && chown "$o" "$f" "$f.pub"`;
}
