import { failure } from '../refuse.ts';

/** The kinds of versions that can be compared; `semantic` is another name of `semver`. */
export const versionTypes = ['loose', 'strict', 'semver', 'semantic', 'pep440'] as const;
export type VersionType = (typeof versionTypes)[number];

/** Less than, equal to or greater than zero as the two versions are ordered. Texts that are no version of the kind are an error. */
export function compareVersions(left: string, right: string, type: VersionType): number {
  switch (type) {
    case 'loose':
      return compareLoose(left, right);
    case 'strict':
      return compareStrict(left, right);
    case 'semver':
    case 'semantic':
      return compareSemantic(left, right);
    case 'pep440':
      return comparePep440(left, right);
  }
}

type Part = number | string;

/** Python's `LooseVersion`: runs of digits and of letters, compared one by one; a number and a word cannot be. */
function compareLoose(left: string, right: string): number {
  const [a, b] = [looseParts(left), looseParts(right)];
  for (let index = 0; index < a.length && index < b.length; index++) {
    const [one, two] = [a[index]!, b[index]!];
    if (typeof one !== typeof two)
      throw failure(
        `the versions \`${left}\` and \`${right}\` cannot be compared: \`${one}\` and \`${two}\` are of different kinds`,
      );
    if (one !== two) return one < two ? -1 : 1;
  }
  return a.length - b.length;
}

function looseParts(version: string): Part[] {
  const parts = version.match(/\d+|[a-z]+|[^\da-z.]+/g) ?? [];
  return parts.map((part) => (/^\d/.test(part) ? Number(part) : part));
}

function compareNumbers(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Python's `StrictVersion`: two or three numbers, and `a` or `b` with a number for what comes before a release. */
function compareStrict(left: string, right: string): number {
  const [a, b] = [strictParts(left), strictParts(right)];
  return compareNumbers(a.release, b.release) || comparePre(a.pre, b.pre, (one, two) => compareLists(one, two));
}

function strictParts(version: string): { release: number[]; pre: Part[] | undefined } {
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?(?:([ab])(\d+))?$/.exec(version);
  if (match === null) throw failure(`\`${version}\` is not a strict version`);
  const [, major, minor, patch = '0', letter, number] = match;
  return {
    release: [major, minor, patch].map(Number),
    pre: letter === undefined ? undefined : [letter, Number(number)],
  };
}

/** A version with something before its release comes before the release. */
function comparePre<T>(left: T | undefined, right: T | undefined, compare: (left: T, right: T) => number): number {
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  return compare(left, right);
}

/** Semantic Versioning 2.0.0, section 11: numbers come before words, and a longer list after a shorter one that it begins with. */
function compareLists(left: readonly Part[], right: readonly Part[]): number {
  for (let index = 0; index < left.length && index < right.length; index++) {
    const [one, two] = [left[index]!, right[index]!];
    if (typeof one !== typeof two) return typeof one === 'number' ? -1 : 1;
    if (one !== two) return one < two ? -1 : 1;
  }
  return left.length - right.length;
}

const semantic =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

function compareSemantic(left: string, right: string): number {
  const [a, b] = [semanticParts(left), semanticParts(right)];
  return compareNumbers(a.release, b.release) || comparePre(a.pre, b.pre, compareLists);
}

function semanticParts(version: string): { release: number[]; pre: Part[] | undefined } {
  const match = semantic.exec(version);
  if (match === null) throw failure(`\`${version}\` is not a semantic version`);
  const pre = match[4]?.split('.').map((part): Part => (/^\d+$/.test(part) ? Number(part) : part));
  return { release: match.slice(1, 4).map(Number), pre };
}

const pep440 =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(?:post|rev|r)[-_.]?(\d*))?(?:[-_.]?dev[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;

const phases: Readonly<Record<string, number>> = { a: 1, alpha: 1, b: 2, beta: 2, c: 3, rc: 3, pre: 3, preview: 3 };

/** PEP 440: epoch, release, phase before it, post-release, development release, local version. */
function comparePep440(left: string, right: string): number {
  const [a, b] = [pep440Key(left), pep440Key(right)];
  return compareNumbers([a.epoch], [b.epoch]) || compareNumbers(a.release, b.release) || compareLists(a.rest, b.rest);
}

function pep440Key(version: string): { epoch: number; release: number[]; rest: Part[] } {
  const match = pep440.exec(version.trim());
  if (match === null) throw failure(`\`${version}\` is not a version by PEP 440`);
  const [, epoch = '0', release = '', phase, phaseNumber = '', post, postNumber, dev, local] = match;
  const isPost = post !== undefined || postNumber !== undefined;
  // A development release without anything else comes before every phase, and a release after them all.
  const phaseKey = phase !== undefined ? phases[phase.toLowerCase()]! : dev !== undefined && !isPost ? 0 : 4;
  const rest: Part[] = [
    phaseKey,
    Number(phaseNumber),
    isPost ? Number(post ?? postNumber) : -1,
    dev === undefined ? Number.POSITIVE_INFINITY : Number(dev),
  ];
  return {
    epoch: Number(epoch),
    release: release.split('.').map(Number),
    rest: [...rest, ...(local === undefined ? [] : [local])],
  };
}
