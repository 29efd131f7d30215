/**
 * A floating-point number whose value is integral (`1.0`, `1e3`), kept apart from the integer of the same value because
 * the playbook language prints and types them differently. Every other float is a plain JavaScript number; see {@link float}.
 */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  toJSON(): number {
    return this.value;
  }

  valueOf(): number {
    return this.value;
  }
}

/** The playbook language's float of this value: a plain number when it has a fraction (or is not finite), else a {@link Float}. */
export function float(value: number): number | Float {
  return Number.isInteger(value) ? new Float(value) : value;
}
