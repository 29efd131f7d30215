/**
 * Whole lines as they may be written to a log that a CI system reads along: what a host printed must not set outputs, forge errors or
 * fold the log. GitHub's runner acts on `::name` at the start of a line (spaces do not count) and on `##[` anywhere in one; Azure's on
 * `##vso[` and `##[`; TeamCity's on `##teamcity[`. A backslash goes between, so that the text is still read for what it is.
 */
export function ciSafe(lines: string): string {
  return lines.replace(/^(\s*):(?=:)/gm, '$1\\:').replace(/#(?=#\w*\[)/g, '#\\');
}
