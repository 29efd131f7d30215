import { type FileState, parseInfo } from './file-state.ts';
import { plainTools } from './own-shell.ts';

/** A look at a path: its expanded name, and what is there; `problem` is the host's word when it cannot be told. */
export interface Looked {
  readonly path: string;
  readonly state: FileState | undefined;
  readonly problem?: string;
}

/** Algorithms that a look can take a checksum with. */
export type Digest = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/**
 * POSIX shell functions that looks are made of: `say` prints fields that end in NUL bytes, `look` prints the fields of one path. GNU,
 * busybox and BSD have three stat(1), some busybox have none; each host is asked in the words it understands. Names with `_` in front
 * are theirs.
 */
export const lookFunctions = `${plainTools}; LC_ALL=C; export LC_ALL
say() { printf '%s\\000' "$@"; }
has() { command -v "$1" >/dev/null 2>&1; }
if stat -c %f / >/dev/null 2>&1; then
info() { stat $1 -c 'G|%f|%h|%u|%g|%s|%d|%i|%X|%x|%Y|%y|%Z|%z|%b|%o|%t|%T|%U|%G' -- "$2"; }
elif stat -f %p / >/dev/null 2>&1; then
info() { stat $1 -t %Y%m%d%H%M.%S -f 'B|%Xp|%l|%u|%g|%z|%d|%i|%Fa|%Sa|%Fm|%Sm|%Fc|%b|%k|%r|%Su|%Sg' -- "$2"; }
else
info() { _n=$(ls -ldin\${1#-} -- "$2") && _a=$(ls -ldi\${1#-} -- "$2") && printf 'L|%s|%s' "$_n" "$_a"; }
fi
digest() {
if has "$1sum"; then "$1sum" < "$2"
elif has shasum; then shasum -a "\${1#sha}" < "$2"
elif has openssl; then openssl dgst "-$1" < "$2"
elif has "$1"; then "$1" -q < "$2"
elif has python3; then python3 -c 'import hashlib,sys;print(hashlib.new(sys.argv[1],sys.stdin.buffer.read()).hexdigest())' "$1" < "$2"
elif has md5sum; then echo md5; md5sum < "$2"
fi 2>/dev/null
}
look() {
if _i=$(info "$1" "$3" 2>&1); then
_c= _t= _r= _d=
[ -r "$3" ] && _c=r; [ -w "$3" ] && _c=\${_c}w; [ -x "$3" ] && _c=\${_c}x
if [ -L "$3" ]; then _t=$(readlink "$3"; echo .) _r=$(readlink -f "$3"; echo .); fi
if [ -n "$2" ] && [ -f "$3" ] && [ -r "$3" ] && { [ -n "$1" ] || [ ! -L "$3" ]; }; then _d=$(digest "$2" "$3"); fi
say "$3" "$_i" "$_c" "$_t" "$_r" "$_d"
else say "$3" "!$_i" '' '' '' ''
fi
}
`;

/**
 * A command that looks at a path, given as a shell word; `follow` looks at what a link leads to. A host that has no tool for the checksum
 * takes MD5's, if it can.
 */
export function look(word: string, rest: { follow?: boolean; checksum?: Digest } = {}): string {
  return `look '${rest.follow === true ? '-L' : ''}' '${rest.checksum ?? ''}' ${word}`;
}

/** Reads the fields that `say` and `look` have printed, in the same order. */
export class Fields {
  readonly #fields: readonly string[];
  #at = 0;

  constructor(stdout: string) {
    this.#fields = stdout.split('\0').slice(0, -1);
  }

  /** Whether all have been read. */
  get done(): boolean {
    return this.#at >= this.#fields.length;
  }

  /** The next field; an empty one when the host has printed less than it was asked for. */
  next(): string {
    return this.#fields[this.#at++] ?? '';
  }

  /** The fields before the next one that is `end`, which is read as well, or all that are left when there is none. */
  until(end: string): string[] {
    const start = this.#at;
    const found = this.#fields.indexOf(end, start);
    this.#at = found < 0 ? this.#fields.length : found + 1;
    return this.#fields.slice(start, found < 0 ? undefined : found);
  }

  /** The next look. */
  look(): Looked {
    const [path, info, access, target, real, digest] = [1, 2, 3, 4, 5, 6].map(() => this.next()) as Six;
    if (info.startsWith('!')) {
      const problem = info.replace(/^!.*?: (?=[^:]*$)/s, '').trim();
      return problem === 'No such file or directory' ? { path, state: undefined } : { path, state: undefined, problem };
    }
    const known = parseInfo(info);
    if (known === undefined) return { path, state: undefined, problem: `its state cannot be read: ${info}` };
    const checksum = /[0-9a-f]{32,128}/.exec(digest)?.[0];
    const instead = /^md5\n/m.test(digest);
    const state: FileState = {
      ...known,
      readable: access.includes('r'),
      writeable: access.includes('w'),
      executable: access.includes('x'),
      ...(target === '' ? {} : { target: undotted(target), realPath: undotted(real) }),
      ...(checksum === undefined ? {} : instead ? { md5: checksum } : { checksum }),
    };
    return { path, state };
  }
}

type Six = [string, string, string, string, string, string];

/** The dot behind a command's output keeps its newlines from being cut off; the first of them is the command's own. */
const undotted = (text: string): string => text.replace(/\n?\.$/, '');
