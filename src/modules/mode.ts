/** The change that a mode asks for: the mode itself, or clauses such as `u+x`. */
export type ModeChange = { readonly octal: number } | { readonly clauses: readonly Clause[] };

interface Clause {
  /** Of `u`, `g`, `o`; all with the umask left out when none was named. */
  readonly who: string;
  readonly operations: readonly Operation[];
}

interface Operation {
  readonly operator: string;
  readonly permissions: string;
}

/** Reads a mode as chmod(1) takes it, octal or symbolic; `undefined` when it is neither. */
export function parseMode(text: string): ModeChange | undefined {
  if (/^(?:0o)?[0-7]{1,5}$/.test(text)) return { octal: Number.parseInt(text.replace(/^0o/, ''), 8) & 0o7777 };
  if (text === '') return { clauses: [] };
  const clauses = text.split(',').map(parseClause);
  return clauses.includes(undefined) ? undefined : { clauses: clauses as Clause[] };
}

function parseClause(text: string): Clause | undefined {
  const match = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(text);
  if (match === null) return undefined;
  const operations = [...(match[2] ?? '').matchAll(/([-+=])([rwxXstugo]*)/g)];
  return {
    who: match[1]?.includes('a') ? 'ugo' : (match[1] ?? ''),
    operations: operations.map(([, operator = '', permissions = '']) => ({ operator, permissions })),
  };
}

/** What a file is, as far as a symbolic mode depends on it. */
export interface ModeBase {
  readonly mode: number;
  readonly directory: boolean;
  readonly umask: number;
}

/** The mode that a file gets (POSIX.1-2017, chmod, "Extended Description"). */
export function applyMode(change: ModeChange, base: ModeBase): number {
  if ('octal' in change) return change.octal;
  let mode = base.mode;
  for (const { who, operations } of change.clauses) {
    for (const operation of operations) mode = operate(operation, who, { ...base, mode });
  }
  return mode;
}

const shifts: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 };
const specials: Readonly<Record<string, number>> = { u: 0o4000, g: 0o2000, o: 0o1000 };

function operate({ operator, permissions }: Operation, who: string, base: ModeBase): number {
  const bits = bitsOf(permissions, who === '' ? 'ugo' : who, base) & (who === '' ? ~base.umask : ~0);
  if (operator === '+') return base.mode | bits;
  if (operator === '-') return base.mode & ~bits;
  return (base.mode & ~cleared(who === '' ? 'ugo' : who, base)) | bits;
}

/** `=` leaves the set-id bits of a folder alone. */
function cleared(who: string, { directory }: ModeBase): number {
  return [...who].reduce((bits, class_) => {
    const special = (specials[class_] ?? 0) & (directory ? 0o1000 : 0o7000);
    return bits | (0o7 << (shifts[class_] ?? 0)) | special;
  }, 0);
}

function bitsOf(permissions: string, who: string, base: ModeBase): number {
  let bits = 0;
  for (const class_ of who) {
    const shift = shifts[class_] ?? 0;
    for (const permission of permissions) bits |= bitsIn(permission, class_, shift, base);
  }
  return bits;
}

function bitsIn(permission: string, class_: string, shift: number, { mode, directory }: ModeBase): number {
  switch (permission) {
    case 'r':
      return 0o4 << shift;
    case 'w':
      return 0o2 << shift;
    case 'x':
      return 0o1 << shift;
    case 'X':
      return directory || (mode & 0o111) !== 0 ? 0o1 << shift : 0;
    case 's':
      return class_ === 'o' ? 0 : (specials[class_] ?? 0);
    case 't':
      return class_ === 'o' ? 0o1000 : 0;
    default:
      return ((mode >> (shifts[permission] ?? 0)) & 0o7) << shift;
  }
}

/** A mode as chmod(1) is given it: GNU's takes the set-id bits of a folder away only when they are written out. */
export function modeOperand(mode: number): string {
  return mode.toString(8).padStart(5, '0');
}

/** A mode as Ansible's results write it: `0644`, `01777`. */
export function modeText(mode: number): string {
  return `0${mode.toString(8).padStart(3, '0')}`;
}
