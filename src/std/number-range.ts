/** Whether a number is written with zeros before it, as numbers in names are and an index is not. */
export function isPadded(number: string): boolean {
  return number.length > 1 && number.startsWith('0');
}

/** A range of numbers in names that nobody takes for indexes: `01-03`, and `1,2-3` where the numbers are not padded. */
export function unmistakableRange(first: string, last: string): string {
  if (isPadded(first) || isPadded(last)) return `${first}-${last}`;
  const next = String(Number(first) + 1);
  return next === last ? `${first},${last}` : `${first},${next}-${last}`;
}
