/** A signal's name without `SIG`, as RFC 4254 (section 6.10) writes it. */
export function signalName(name: string): string {
  return name.replace(/^SIG/, '');
}
