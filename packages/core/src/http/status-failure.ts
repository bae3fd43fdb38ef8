import type { ErrorCode } from '../errors/index.ts';
import { AttemptFailure } from './attempt-failure.ts';
import type { Call } from './call.ts';
import { answerDetails } from './create-http-response.ts';
import type { HttpResponse } from './http-response.ts';
import { platformWords } from './platform-words.ts';
import { retryAfterOf } from './retry-after.ts';

const codes: Readonly<Partial<Record<number, ErrorCode>>> = {
  401: 'auth.failed',
  402: 'platform.suspended',
  403: 'permission.denied',
  404: 'resource.missing',
  408: 'connection.timeout',
  409: 'resource.conflict',
  410: 'resource.missing',
  412: 'resource.conflict',
  413: 'request.too_large',
  414: 'request.too_large',
  423: 'platform.suspended',
  429: 'rate.limited',
};

/** What a status means that is not the answer hoped for. */
export function statusFailure(call: Call, response: HttpResponse, statusText: string): AttemptFailure {
  const { status, headers, requestId } = response;
  const code = codes[status] ?? (status >= 500 ? 'platform.unavailable' : 'request.rejected');
  const words = platformWords(response.bytes());
  const message = `${call.operation} was answered with ${`${status} ${statusText}`.trim()}${words === null ? '' : `: “${words}”`}`;
  const retryAfter = retryAfterOf(status, headers, call.client.clock.now());
  const error = call.error(code, message, {
    requestId,
    retryAfter,
    details: answerDetails(call, response),
  });
  // The precondition would fail in the same way again.
  return status === 412 ? new AttemptFailure(error, 'never') : new AttemptFailure(error);
}
