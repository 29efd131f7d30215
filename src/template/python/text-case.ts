const cased = /[\p{Lu}\p{Ll}\p{Lt}]/u;
const upper = /[\p{Lu}\p{Lt}]/u;

/** Python's `title()`: a capital after every character that has no case, the rest lower. */
export function titled(text: string): string {
  let inWord = false;
  let result = '';
  for (const character of text) {
    result += inWord ? character.toLowerCase() : titleCase(character);
    inWord = cased.test(character);
  }
  return result;
}

function titleCase(character: string): string {
  // `ß` has no capital of its own: Python writes `Ss`.
  const [first = '', ...rest] = character.toUpperCase();
  return first + rest.join('').toLowerCase();
}

/** Python's `capitalize()`. */
export function capitalized(text: string): string {
  const [first = '', ...rest] = text;
  return titleCase(first) + rest.join('').toLowerCase();
}

/** Python's `swapcase()`. */
export function swapped(text: string): string {
  return [...text]
    .map((character) => (upper.test(character) ? character.toLowerCase() : character.toUpperCase()))
    .join('');
}

/** Python's `istitle()`. */
export function isTitled(text: string): boolean {
  return cased.test(text) && titled(text) === text;
}
