import { expect } from 'vitest';
import { ConnectionError } from '../../src/connection/connection.ts';

/** The `ConnectionError` that some work ends with; the test fails when it ends with anything else, or well. */
export async function connectionFailure(work: Promise<unknown>): Promise<ConnectionError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConnectionError);
  return error as ConnectionError;
}
