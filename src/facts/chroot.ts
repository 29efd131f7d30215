import type { Fact } from './fact.ts';

/** Inode numbers that the root of a file system has: ext4, XFS, btrfs. */
const ROOT_INODES = ['2', '128', '256'];

/** Whether `/` is not the root of process 1; without the right to look there, whether it is not the root of its file system. */
export const chroot: Fact = {
  probes: [
    'entry root; ls -lid / | { read -r inode rest; printf "%s\\n" "$inode"; }',
    `entry roots; stat -L -c '%d:%i' / && stat -L -c '%d:%i' /proc/1/root/`,
    'entry debian-chroot; printf "%s\\n" "$debian_chroot"',
  ],

  parse(entries) {
    const [own, first] = entries.lines('roots');
    const isRoot = first === undefined ? ROOT_INODES.includes(entries.line('root')) : own === first;
    return { is_chroot: entries.line('debian-chroot') !== '' || !isRoot };
  },
};
