import { pathOf, statOf } from './controller-path.ts';
import { property } from './test.ts';

/** `path is directory`: whether the controller has a folder there. */
export const directoryTest = property(
  (value) => statOf(pathOf(value, 'directory'), { follow: true })?.isDirectory() ?? false,
);
