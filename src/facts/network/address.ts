/** An address of an interface. `label` is its name, or that of an alias such as `eth0:1`; of an IPv6 address `scope` is what counts. */
export interface Address {
  readonly family: 4 | 6;
  readonly device: string;
  readonly label: string;
  readonly address: string;
  readonly prefix: number;
  readonly broadcast: string;
  readonly scope: string;
  readonly secondary: boolean;
}
