/** The blocks of a template and of those that it extends: for each name the innermost child's first. */
export class BlockStacks<Run> {
  readonly #stacks = new Map<string, Run[]>();

  /** Adds the blocks of a template that is further out. */
  add(blocks: ReadonlyMap<string, Run>): void {
    for (const [name, run] of blocks) {
      const stack = this.#stacks.get(name);
      if (stack === undefined) this.#stacks.set(name, [run]);
      else stack.push(run);
    }
  }

  /** The block of that name at this depth; 0 is the innermost child's. */
  at(name: string, depth: number): Run | undefined {
    return this.#stacks.get(name)?.[depth];
  }
}
