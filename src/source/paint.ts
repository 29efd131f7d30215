/** What a part of a diagnostic is; each has its colour. */
export type Part = 'error' | 'warning' | 'frame' | 'help' | 'note' | 'title';

/** Gives a text the colour of its part, or leaves it plain. */
export type Paint = (part: Part, text: string) => string;

const codes: Record<Part, string> = {
  error: '1;31',
  warning: '1;33',
  frame: '34',
  help: '36',
  note: '36',
  title: '1',
};

export function painter(colour: boolean): Paint {
  return colour ? (part, text) => (text === '' ? '' : `\u001b[${codes[part]}m${text}\u001b[0m`) : (_part, text) => text;
}
