/** Where a console report goes, line by line. */
export interface Screen {
  /** Prints lines of the report itself. */
  print(lines: readonly string[]): void;
  /** Prints lines beside the report, on the error stream. */
  warn(lines: readonly string[]): void;
  /** Leaves the terminal to somebody else, such as a question to the user, until {@link resume}. */
  suspend(): void;
  resume(): void;
  /** Prints what is left and gives the terminal back as it was. */
  close(): Promise<void>;
}

export function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
