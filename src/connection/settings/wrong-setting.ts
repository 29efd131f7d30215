import { ConnectionError } from '../connection.ts';

/** A connection setting that cannot be used, for the host it was meant for: the host is unreachable and the message says what to change. */
export function wrongSetting(message: string, help: string): ConnectionError {
  return new ConnectionError('unsupported', message, { help });
}
