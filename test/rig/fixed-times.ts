/** The text with every length of time replaced, so that what people read can be compared whole. */
export function fixedTimes(text: string): string {
  return text.replaceAll(/\b(?:\d+h )?(?:\d+m )?\d+(?:\.\d)?(?:ms|s|m)\b/g, 'TIME');
}
