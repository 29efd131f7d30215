/** Variables that say how a host is reached and as whom, by their names without `ansible_` (special variables of Ansible's documentation). */
const names: ReadonlySet<string> = new Set([
  'async_dir',
  'connection',
  'connection_user',
  'executable',
  'host',
  'host_key_checking',
  'module_compression',
  'network_os',
  'password',
  'pipelining',
  'playbook_python',
  'port',
  'private_key',
  'private_key_file',
  'private_key_passphrase',
  'remote_tmp',
  'remote_user',
  'rsync_path',
  'shell_executable',
  'shell_type',
  'timeout',
  'user',
]);

/** Families of them: options of connections and of `become`, passwords of its methods, interpreters; the public keys of a host are none. */
const families =
  /^(become|sudo|su)(_|$)|^ssh_(?!host_key_\w+_public)|^(scp|sftp|paramiko|winrm|psrp)_|_(pass|password|interpreter|extra_args)$/;

/** Whether a variable decides on the connection or the rights of a task: the host on the other end has no say in it. */
export function isConnectionVariable(name: string): boolean {
  const short = /^ansible_(.*)$/s.exec(name)?.[1];
  return short !== undefined && (names.has(short) || families.test(short));
}
