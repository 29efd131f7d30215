import { expect, test } from 'vitest';
import { isConnectionVariable } from './connection-variable.ts';

test.each([
  'ansible_user',
  'ansible_host',
  'ansible_port',
  'ansible_connection',
  'ansible_become',
  'ansible_become_user',
  'ansible_sudo_pass',
  'ansible_doas_password',
  'ansible_ssh_common_args',
  'ansible_ssh_host',
  'ansible_ssh_host_key_checking',
  'ansible_ssh_executable',
  'ansible_sftp_extra_args',
  'ansible_python_interpreter',
  'ansible_ruby_interpreter',
  'ansible_private_key_file',
  'ansible_timeout',
  'ansible_async_dir',
  'ansible_shell_type',
])('%s is one', (name) => expect(isConnectionVariable(name)).toBe(true));

test.each([
  'user',
  'port',
  'ansible_user_id',
  'ansible_user_dir',
  'ansible_hostname',
  'ansible_python',
  'ansible_python_version',
  'ansible_ssh_host_key_rsa_public',
  'ansible_ssh_host_key_rsa_public_keytype',
  'ansible_docker_gwbridge',
  'ansible_local',
  'ansible_env',
  'ansible_sudo2',
])('%s is none', (name) => expect(isConnectionVariable(name)).toBe(false));
