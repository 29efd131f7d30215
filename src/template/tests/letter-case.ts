import { display } from '../display.ts';
import { property } from './test.ts';

/** `x is lower`: whether it has letters, and no capital. */
export const lowerTest = property((value) => /\p{Ll}/u.test(display(value)) && !/[\p{Lu}\p{Lt}]/u.test(display(value)));

/** `x is upper`: whether it has letters, and only capitals. */
export const upperTest = property((value) => /\p{Lu}/u.test(display(value)) && !/[\p{Ll}\p{Lt}]/u.test(display(value)));
