import { isConnectorError, showValue } from '@pim-connector/core';
import type { ConnectorError, ConnectorTools, Issue, JsonValue, Limiter } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { objectsOf, textOf } from './api-values.ts';
import type { ApiItem } from './list-pages.ts';

/** What became of one line. */
export type LineResult =
  | { readonly status: 'created' | 'updated' }
  | { readonly status: 'rejected'; readonly issues: readonly Issue[] }
  | { readonly status: 'failed'; readonly error: ConnectorError };

/** Limits of a collection (Akeneo REST API, update): lines of a request, and characters of a line. */
export const mostLines = 100;
const longestLine = 1_000_000;

/** Where lines are sent. */
export interface LineTarget {
  /** Below `/api/rest/v1/`. */
  readonly path: string;
  /** Limits beside those of the connection. */
  readonly limiters?: readonly Limiter[];
  /** Assets are sent and answered as a list instead of lines. */
  readonly asList?: boolean;
}

/**
 * Creates or updates up to 100 things in one request, and tells what became of each, in their order. A body that is too
 * large, which the platform may also answer with 403, is halved before anything else is thought of it.
 *
 * @throws ConnectorError when nobody knows what became of any.
 */
export async function patchLines(
  target: LineTarget,
  lines: readonly JsonValue[],
  client: AkeneoClient,
  tools: ConnectorTools,
  signal: AbortSignal,
): Promise<readonly LineResult[]> {
  const texts = lines.map((line) => JSON.stringify(line));
  const results: (LineResult | undefined)[] = texts.map((text) =>
    text.length > longestLine ? { status: 'rejected', issues: [tooLong(text.length)] } : undefined,
  );
  const sent = [...texts.keys()].filter((index) => results[index] === undefined);
  for (let from = 0; from < sent.length; from += mostLines) {
    const indexes = sent.slice(from, from + mostLines);
    // oxlint-disable-next-line no-await-in-loop
    const outcomes = await sendLines(
      target,
      indexes.map((index) => texts[index] ?? ''),
      client,
      tools,
      signal,
    );
    for (const [place, index] of indexes.entries()) results[index] = outcomes[place];
  }
  return results.map((result) => result ?? { status: 'failed', error: withoutAnswer(target, tools) });
}

async function sendLines(
  target: LineTarget,
  texts: readonly string[],
  client: AkeneoClient,
  tools: ConnectorTools,
  signal: AbortSignal,
): Promise<readonly (LineResult | undefined)[]> {
  const { path, limiters, asList = false } = target;
  try {
    const response = await client.request({
      method: 'PATCH',
      path,
      headers: { 'content-type': asList ? 'application/json' : 'application/vnd.akeneo.collection+json' },
      body: asList ? `[${texts.join(',')}]` : texts.join('\n'),
      // Sending the same again changes nothing more.
      idempotent: true,
      expect: asList ? 'json' : 'jsonLines',
      signal,
      operation: `write ${path}`,
      ...(limiters === undefined ? {} : { limiters }),
    });
    const answers = asList ? objectsOf(response.json()) : objectsOf(response.jsonLines());
    return texts.map((_text, index) => resultOf(answerFor(index, answers, asList), tools, path));
  } catch (error) {
    if (!isConnectorError(error) || !mayBeTooLarge(error, texts)) throw error;
    if (texts.length === 1) return [{ status: 'rejected', issues: [tooLong(texts[0]?.length ?? 0)] }];
    const middle = Math.ceil(texts.length / 2);
    const first = await sendLines(target, texts.slice(0, middle), client, tools, signal);
    return [...first, ...(await sendLines(target, texts.slice(middle), client, tools, signal))];
  }
}

/** A body of this size is refused by nobody for its size: its 403 is about permission. */
const surelySmall = 100_000;

function mayBeTooLarge({ code }: ConnectorError, texts: readonly string[]): boolean {
  if (code === 'request.too_large') return true;
  const size = texts.reduce((sum, { length }) => sum + length, 0);
  return code === 'permission.denied' && texts.length > 1 && size >= surelySmall;
}

function answerFor(index: number, answers: readonly ApiItem[], asList: boolean): ApiItem | undefined {
  // Lines are counted from 1, and need not come in order; a list answers in its order.
  return asList ? answers[index] : answers.find(({ line }) => line === index + 1);
}

function resultOf(answer: ApiItem | undefined, tools: ConnectorTools, path: string): LineResult | undefined {
  const status = answer?.['status_code'];
  if (answer === undefined || typeof status !== 'number') return undefined;
  if (status === 201) return { status: 'created' };
  if (status >= 200 && status < 300) return { status: 'updated' };
  if (status >= 500 || status === 429) {
    const code = status === 429 ? 'rate.limited' : 'platform.unavailable';
    const message = `A line of ${path} was answered with ${status}: ${showValue(answer['message'])}`;
    return { status: 'failed', error: tools.error(code, message, { operation: `write ${path}` }) };
  }
  return { status: 'rejected', issues: issuesOfAnswer(answer) };
}

/** What the PIM says is wrong, as issues. */
export function issuesOfAnswer(answer: ApiItem): readonly Issue[] {
  const errors = objectsOf(answer['errors']);
  const list = errors.length === 0 ? [answer] : errors;
  return list.map((error): Issue => {
    const message = textOf(error['message']) ?? 'no reason was given';
    const [attribute, locale, scope, property] = ['attribute', 'locale', 'scope', 'property'].map((name) =>
      textOf(error[name]),
    );
    return {
      code: 'platform.rejected',
      severity: 'error',
      message: `The PIM says: ${message}`,
      hint: /does not exist/i.test(message)
        ? 'It does not exist in the PIM, or the connection may not see it.'
        : 'Read the PIM’s own words and correct the value they name.',
      ...(typeof property === 'string' ? { path: property } : {}),
      ...(typeof attribute === 'string' ? { attribute } : {}),
      ...(typeof locale === 'string' ? { locale: locale.replaceAll('_', '-') } : {}),
      ...(typeof scope === 'string' ? { scope } : {}),
      platform: { code: showValue(answer['status_code'] ?? answer['code'] ?? ''), message },
    };
  });
}

function tooLong(length: number): Issue {
  return {
    code: 'value.too_long',
    severity: 'error',
    message: `The record has ${length} characters; the PIM takes ${longestLine}`,
    hint: 'Let the mapping send less for this record: fewer or shorter texts.',
  };
}

function withoutAnswer({ path }: LineTarget, tools: ConnectorTools): ConnectorError {
  return tools.error('response.malformed', `The PIM did not say what became of a line of ${path}`, {
    operation: `write ${path}`,
  });
}
