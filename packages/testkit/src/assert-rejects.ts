import { isConnectorError } from '@pim-connector/core';
import type { ConnectorError, ErrorCode } from '@pim-connector/core';

/**
 * Asserts that something is refused with a certain code.
 *
 * @param advice when it must be refused, and why.
 * @returns the error, for a closer look.
 * @throws Error with the advice if it succeeds or fails in another way.
 */
export async function assertRejects(
  code: ErrorCode,
  attempt: () => Promise<unknown>,
  advice: string,
): Promise<ConnectorError> {
  const thrown = await attempt().then(
    () => null,
    (error: unknown) => ({ error }),
  );
  if (thrown === null)
    throw new Error(`${advice}\n  expected: ConnectorError “${code}”\n  actual:   success`);
  if (isConnectorError(thrown.error, code)) return thrown.error;
  throw new Error(`${advice}\n  expected: ConnectorError “${code}”\n  actual:   ${String(thrown.error)}`, {
    cause: thrown.error,
  });
}
