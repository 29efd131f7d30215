/**
 * Whole lines as they may be written to a log that a CI system reads along: what a host printed must not set outputs, forge errors or
 * fold the log. GitHub's runner acts on `::name` at the start of a line (spaces do not count) and on `##[` anywhere in one; Azure's on
 * `##vso[` and `##[`; TeamCity's on `##teamcity[`. A backslash goes between, so that the text is still read for what it is.
 */
export function ciSafe(lines: string): string {
  return lines.replace(commandStart, '$1\\:').replace(/#(?=#\w*\[)/g, '#\\');
}

/** The colon that begins a `::` at the start of a line. Its white space has no line ends: blank lines would be read again for each line above. */
export const commandStart = /^([^\S\n\r\u2028\u2029]*):(?=:)/gm;
