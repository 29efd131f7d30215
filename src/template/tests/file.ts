import { pathOf, statOf } from './controller-path.ts';
import { property } from './test.ts';

/** `path is file`: whether the controller has a file there. */
export const fileTest = property((value) => statOf(pathOf(value, 'file'), { follow: true })?.isFile() ?? false);
