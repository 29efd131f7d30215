import { quote } from './quote.ts';

const nameRule = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What is wrong with an environment's names and values, in words; empty when a POSIX shell can set all of it (POSIX.1-2017, 3.235 Name). */
export function environmentProblems(environment: Readonly<Record<string, string>>): string[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    if (!nameRule.test(name)) return [`\`${name}\` is no name for an environment variable`];
    return value.includes('\0') ? [`the value of \`${name}\` holds a NUL byte`] : [];
  });
}

/** Statements that set and export an environment, empty for none. Throws a `RangeError` for what {@link environmentProblems} names. */
export function exportEnvironment(environment: Readonly<Record<string, string>>): string {
  const [problem] = environmentProblems(environment);
  if (problem !== undefined) throw new RangeError(problem);
  const assignments = Object.entries(environment).map(([name, value]) => `${name}=${quote(value)}`);
  return assignments.length === 0 ? '' : `export ${assignments.join(' ')}; `;
}
