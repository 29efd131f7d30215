/** The text with every surrogate that stands alone replaced by U+FFFD, so that it can be written as UTF-8, XML or a URL. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
