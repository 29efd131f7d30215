import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of a process's children, from /proc; none when it is gone. */
export function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** Kills a process and everything below it, the process first so that it starts nothing new. */
export function killTree(pid: number): void {
  const below = childrenOf(pid);
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself, which is what we want.
  }
  for (const child of below) killTree(child);
}

/** Whether a process with this id exists (a zombie counts). */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** When a process started, in the kernel's clock ticks: what tells it from a later one that was given the same id. */
export function startOf(pid: number): string | undefined {
  return statOf(pid)[19];
}

/** Process ids of a process group's members that are alive (zombies left out), from /proc. */
export function livingInGroup(group: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    const [state, , pgrp] = statOf(pid);
    return Number(pgrp) === group && state !== 'Z';
  });
}

/** The fields of /proc/PID/stat after the command's name, which may hold blanks itself: state, ppid, pgrp, … */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
