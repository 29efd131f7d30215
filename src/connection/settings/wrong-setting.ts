import { ConnectionError } from '../connection.ts';

/** A connection setting that nobody could use, such as a port of 99999; its kind is `unsupported`, as that of one which only we cannot use. */
export class WrongSetting extends ConnectionError {
  constructor(message: string, help: string) {
    super('unsupported', message, { help });
    this.name = 'WrongSetting';
  }
}

/** A connection setting that makes no sense, for the host it was meant for: the host is unreachable and the message says what to change. */
export function wrongSetting(message: string, help: string): WrongSetting {
  return new WrongSetting(message, help);
}

/** A connection setting that may well make sense, and is not built in: the host is unreachable and the message says the way out. */
export function unsupportedSetting(message: string, help: string): ConnectionError {
  return new ConnectionError('unsupported', message, { help });
}
