import type { Fact } from './fact.ts';

// Runs on Python 2 as well. Ansible's own binding of SELinux needs its library alone, not a package of Python's. Printed a line each, because a path may hold spaces.
const program = `
import sys
try:
    from ssl import SSLContext
    has = 1
except ImportError:
    has = 0
try:
    import ctypes
    ctypes.CDLL("libselinux.so.1", use_errno=True)
    selinux = True
except (ImportError, OSError):
    selinux = False
name = sys.implementation.name if hasattr(sys, "implementation") else sys.subversion[0]
for line in (sys.executable, name, has, int(selinux), " ".join(str(part) for part in tuple(sys.version_info))):
    sys.stdout.write("%s\\n" % line)`.trim();

/** The Python that is on the host. Nothing here needs one, so a host without it has none of these facts. */
export const python: Fact = {
  probes: [
    `
entry python
for python in /usr/bin/python3 /usr/libexec/platform-python python3 python python2; do
  if have "$python" && limited 5 "$python" -c '${program}'; then break; fi
done`,
  ],

  parse(entries) {
    const [executable, type, hasSsl, selinux, version] = entries.lines('python');
    if (executable === undefined || type === undefined || version === undefined) return {};
    const [major = 0, minor = 0, micro = 0, releaselevel = '', serial = 0] = version.split(' ').map(numberOrWord);
    return {
      python: {
        executable,
        has_sslcontext: hasSsl === '1',
        type,
        version: { major, minor, micro, releaselevel, serial },
        version_info: [major, minor, micro, releaselevel, serial],
      },
      python_version: [major, minor, micro].join('.'),
      selinux_python_present: selinux === '1',
    };
  },
};

function numberOrWord(word: string): number | string {
  return /^\d+$/.test(word) ? Number(word) : word;
}
