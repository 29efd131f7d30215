/** A name that can be one of a group: what cannot stand in the name of a variable becomes `_`, as Ansible has it for made-up groups. */
export function safeGroupName(name: string): string {
  return name.replace(/^[^\p{L}_]|[^\p{L}\p{M}\p{N}_]/gu, '_');
}
