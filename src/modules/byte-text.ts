import { PythonRegex } from '../template/python/regex.ts';

/** Bytes as a text of one character each, in which patterns of ASCII find what they find in the bytes. */
export const textOfBytes = (bytes: Buffer): string => bytes.toString('latin1');

/** The bytes of such a text. */
export const bytesOfText = (text: string): Buffer => Buffer.from(text, 'latin1');

/** An argument of the user's as such a text: its UTF-8. */
export const byteText = (argument: string): string => textOfBytes(Buffer.from(argument));

/** A pattern of the user's for such texts, as Python's `re` takes one of bytes. */
export const bytePattern = (pattern: string): PythonRegex => PythonRegex.compile(byteText(pattern), { ascii: true });
