import type { ConnectorError } from '../errors/index.ts';
import type { PageContext } from './page-context.ts';
import type { ItemResult } from './page-item.ts';

/**
 * Whether a failed batch is halved: where one bad record fails its whole batch, and where the batch was too large.
 * What passes by itself is tried again as it is.
 */
export function isDivisible(error: ConnectorError, { prepared }: PageContext): boolean {
  if (error.code === 'request.too_large') return true;
  return prepared.destination.failureUnit === 'batch' && error.retry === 'never';
}

/** The result of the record that a batch was refused for, once it is found. */
export function refusedAlone(error: ConnectorError): ItemResult {
  const code = error.code === 'request.too_large' ? 'value.too_long' : 'platform.rejected';
  const issues = error.issues ?? [
    {
      code,
      severity: 'error' as const,
      message: error.message,
      hint: error.hint,
      platform: { message: error.message },
    },
  ];
  return { kind: 'rejected', stage: 'write', issues };
}
