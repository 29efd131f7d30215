import type { Fact, Facts } from './fact.ts';

const ALGORITHMS = ['dsa', 'rsa', 'ecdsa', 'ed25519'];
const FOLDERS = ['/etc/ssh', '/etc/openssh', '/etc'];

/** Public keys that the host's SSH server shows. */
export const sshHostKeys: Fact = {
  probes: ALGORITHMS.map((algorithm) => {
    const files = FOLDERS.map((folder) => `${folder}/ssh_host_${algorithm}_key.pub`);
    return `first 'ssh-key ${algorithm}' ${files.join(' ')}`;
  }),

  parse(entries) {
    const keys = [...entries.under('ssh-key')].map(([algorithm, text]): Facts => {
      const [type, key] = text.trim().split(/\s+/);
      const fact = `ssh_host_key_${algorithm}_public`;
      return type && key ? { [fact]: key, [`${fact}_keytype`]: type } : {};
    });
    return Object.assign({}, ...keys) as Facts;
  },
};
