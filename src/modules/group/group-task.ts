/** What a task asks of a group. */
export interface GroupTask {
  readonly name: string;
  readonly present: boolean;
  readonly gid: number | undefined;
  readonly system: boolean;
  readonly nonUnique: boolean;
  readonly force: boolean;
  readonly local: boolean;
  /** Settings of login.defs(5) that the number of a new group keeps to. */
  readonly limits: Readonly<Record<string, number | undefined>>;
}
