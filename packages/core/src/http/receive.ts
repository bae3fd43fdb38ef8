import type { LimiterFeedback } from '../connector/index.ts';
import { isConnectorError } from '../errors/index.ts';
import type { ConnectorError } from '../errors/index.ts';
import { AttemptFailure } from './attempt-failure.ts';
import type { Call } from './call.ts';
import { answerDetails, createHttpResponse, responseHead } from './create-http-response.ts';
import type { Exchange } from './exchange.ts';
import { failureOf, located } from './failure-of.ts';
import type { HttpResponse } from './http-response.ts';
import { describeMalformedJson } from './malformed-body.ts';
import { readBody } from './read-body.ts';
import { retryAfterOf } from './retry-after.ts';
import { statusFailure } from './status-failure.ts';

/** Whether a status is an answer and no error. */
export function isAnswer({ request }: Call, status: number): boolean {
  return (status >= 200 && status < 300) || request.accept?.includes(status) === true;
}

/**
 * Reads an answer to its end, finds out whether it is an error, and closes the exchange.
 *
 * @throws AttemptFailure
 */
export async function receive(call: Call, exchange: Exchange): Promise<HttpResponse> {
  const { response: raw, url, deadline } = exchange;
  let feedback: LimiterFeedback = { status: raw.status, headers: raw.headers };
  try {
    const limit = call.request.maxResponseBytes ?? call.client.maxResponseBytes;
    const { bytes, problem } = await readBody(call, raw, limit, deadline.signal);
    const broken = problem !== undefined && (isAnswer(call, raw.status) || deadline.signal.aborted);
    // What an error status says is known even if its body broke off.
    if (broken) throw failureOf(call, problem, deadline);
    const response = createHttpResponse(call, responseHead(call, raw, url), bytes);
    const failure = (await ownFailure(call, response)) ?? generalFailure(call, response, raw.statusText);
    feedback = feedbackAfter(call, response, failure);
    if (failure !== null) throw failure;
    return response;
  } catch (thrown) {
    throw failureOf(call, thrown, deadline);
  } finally {
    exchange.close(feedback);
  }
}

/** The error that the client’s own classification finds. */
async function ownFailure(call: Call, response: HttpResponse): Promise<AttemptFailure | null> {
  const { classify } = call.client;
  try {
    const error = (await classify?.(response)) ?? null;
    if (error === null) return null;
    throw error;
  } catch (thrown) {
    // An error status speaks for itself where its body is not what the classification reads, such as a web page.
    if (isMalformed(thrown) && !isAnswer(call, response.status)) return null;
    const error = isConnectorError(thrown) ? withResponse(call, thrown, response) : located(call, thrown);
    return new AttemptFailure(error);
  }
}

/** Fills what is known of the answer into an error that the client’s own classification made. */
function withResponse(call: Call, error: ConnectorError, response: HttpResponse): ConnectorError {
  const { status, headers, requestId } = response;
  return call.error(error.code, error.message, {
    hint: error.hint,
    cause: error.cause,
    entity: error.entity,
    key: error.key,
    issues: error.issues,
    requestId: error.requestId ?? requestId,
    retryAfter: error.retryAfter ?? retryAfterOf(status, headers, call.client.clock.now()),
    details: error.details ?? answerDetails(call, response),
  });
}

function generalFailure(call: Call, response: HttpResponse, statusText: string): AttemptFailure | null {
  if (!isAnswer(call, response.status)) return statusFailure(call, response, statusText);
  if (response.status < 200 || response.status > 299) return null;
  // Reading throws what is wrong.
  if (call.request.expect === 'json') response.json();
  if (call.request.expect === 'jsonLines') response.jsonLines();
  if (call.request.expect === 'nothing') assertEmpty(call, response);
  return null;
}

function assertEmpty(call: Call, response: HttpResponse): void {
  const text = response.text();
  if (text.trim() === '') return;
  const message = `The answer to ${call.operation} ${describeMalformedJson(text)}, where there should be none`;
  throw call.error('response.malformed', message, {
    requestId: response.requestId,
    details: answerDetails(call, response),
  });
}

function feedbackAfter(call: Call, response: HttpResponse, failure: AttemptFailure | null): LimiterFeedback {
  const { status, headers } = response;
  const limited = failure?.error.code === 'rate.limited' || failure?.error.code === 'quota.exhausted';
  return {
    status,
    headers,
    limited,
    retryAfter: limited || status === 503 ? failure?.error.retryAfter : undefined,
    ...ownFeedback(call, response),
  };
}

function ownFeedback(call: Call, response: HttpResponse): LimiterFeedback | undefined {
  try {
    return call.client.feedback?.(response);
  } catch (thrown) {
    if (isMalformed(thrown)) return undefined;
    throw thrown;
  }
}

function isMalformed(thrown: unknown): boolean {
  return isConnectorError(thrown, 'response.malformed');
}
