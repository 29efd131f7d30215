import { attributeArgs } from './file-args.ts';
import type { ArgSpecs } from './module.ts';

/** The arguments that every module which edits a file of the host has. */
export const editArgs: ArgSpecs = {
  path: { type: 'path', required: true, aliases: ['dest', 'destfile', 'name'], about: 'the file' },
  ...attributeArgs,
  backup: {
    type: 'bool',
    default: false,
    about: 'keep a copy of the file as it was, with the time in its name',
  },
  validate: {
    type: 'str',
    about: 'command that must succeed on the new file before it takes its name; `%s` is its path',
  },
};
