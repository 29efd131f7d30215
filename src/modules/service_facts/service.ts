/** A service as Ansible describes it; `status` is whether it is started with the host, where that is known. */
export interface Service {
  readonly name: string;
  readonly source: 'systemd' | 'sysv' | 'openrc';
  readonly state: string;
  readonly status?: string;
}
