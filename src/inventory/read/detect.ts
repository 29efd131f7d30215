import { accessSync, closeSync, constants, openSync, readSync } from 'node:fs';
import { extname } from 'node:path';
import { statIfAny } from '../../std/stat-if-any.ts';

export type InventoryFormat = 'script' | 'yaml' | 'ini' | 'toml';

/** Whether a file is run rather than read: it may be executed, and begins as a program does. A YAML file with a stray `x` bit is read. */
export function isProgram(path: string): boolean {
  const head = firstBytes(path, 4);
  const looksLike =
    head.startsWith('#!') || head.startsWith('\x7fELF') || /^(?:\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe)/.test(head);
  return looksLike && isExecutable(path);
}

/** Whether a file begins with `#!` but may not be executed, which is nearly always an oversight. */
export function isProgramInNameOnly(path: string): boolean {
  return firstBytes(path, 2) === '#!' && !isExecutable(path);
}

/** YAML or INI: by the file's extension, and without one by its first line that says something. */
export function formatOfText(path: string, text: string): 'yaml' | 'ini' | 'toml' {
  const extension = extname(path).toLowerCase();
  if (extension === '.toml') return 'toml';
  if (extension === '.ini' || extension === '.cfg') return 'ini';
  if (extension === '.yml' || extension === '.yaml' || extension === '.json') return 'yaml';
  const line = /^[ \t]*(?![ \t]*[#;\r\n])\S.*/m.exec(text)?.[0].trim() ?? '';
  return /^(?:---|%YAML|\{|(?:"[^"]*"|'[^']*'|[^\s:=[\]]+):(?:\s|$))/.test(line) ? 'yaml' : 'ini';
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The first bytes as Latin-1. Nothing for what is no regular file, such as a pipe, from which they could not be read again; nor when it
 * cannot be opened, which reading it will report.
 */
function firstBytes(path: string, count: number): string {
  if (!statIfAny(path)?.isFile()) return '';
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const buffer = Buffer.alloc(count);
    return buffer.toString('latin1', 0, readSync(file, buffer, 0, count, 0));
  } catch {
    return '';
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
