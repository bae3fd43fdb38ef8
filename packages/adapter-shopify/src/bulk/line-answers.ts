import type { ConnectorError } from '@pim-connector/core';

import type { PartCall } from '../write/part-call.ts';
import { Refusal } from '../write/refusal.ts';
import type { WriteSession } from '../write/session.ts';
import type { WrittenItems } from '../write/written-items.ts';
import { readRow } from './read-rows.ts';

/** A line that was sent, and what of the product it is of. */
export interface SentLine<Part extends string> {
  readonly call: PartCall;
  readonly part: Part;
}

/** What Shopify says of the lines of an operation. */
export interface LineAnswers<Part extends string> {
  /** In the order of the lines; `undefined`: not carried out. */
  readonly data: readonly unknown[];
  /** Why lines were not carried out; `null`: all were. */
  readonly error: Refusal | ConnectorError | null;
  /** Parts with a line that was not carried out, or of which nothing is said. */
  readonly failed: readonly Part[];
  /** What the lines have added to lists. */
  readonly written: readonly WrittenItems[];
}

/**
 * Reads what Shopify answered to the lines of an operation. What is refused for good counts more than what may be another
 * time.
 *
 * @param rows in the order of the lines; `undefined`: no answer.
 * @param silence what to say of a line without an answer.
 * @throws ConnectorError for what concerns more than the record.
 */
export function lineAnswers<Part extends string>(
  lines: readonly SentLine<Part>[],
  rows: readonly (string | undefined)[],
  session: WriteSession,
  silence: () => ConnectorError,
): LineAnswers<Part> {
  const data: unknown[] = [];
  const refused: Refusal['errors'][number][] = [];
  const failed: Part[] = [];
  const written: WrittenItems[] = [];
  let broken: ConnectorError | null = null;
  for (const [index, { call, part }] of lines.entries()) {
    const answer = answerTo(call, rows[index], session, silence);
    data.push(answer.error === null ? answer.data : undefined);
    if (answer.data !== undefined) written.push(call.written(answer.data));
    if (answer.error === null) continue;
    failed.push(part);
    if (answer.error instanceof Refusal) refused.push(...answer.error.errors);
    else broken ??= answer.error;
  }
  return { data, error: refused.length > 0 ? new Refusal(refused) : broken, failed, written };
}

interface Answer {
  /** What came back, also with a refusal. */
  readonly data?: unknown;
  readonly error: Refusal | ConnectorError | null;
}

function answerTo(
  call: PartCall,
  text: string | undefined,
  { client, tools }: WriteSession,
  silence: () => ConnectorError,
): Answer {
  if (text === undefined) return { error: silence() };
  const row = readRow(text);
  const [error] = row.errors ?? [];
  const { field, data: form, name } = call.operation;
  if (error !== undefined) {
    const { message, extensions } = error;
    const code = extensions?.code ?? null;
    return { error: client.errors.callError({ layer: 'graphql', operation: field, code, message }, {}) };
  }
  const read = form.safeParse(row.data);
  if (!read.success)
    return {
      error: tools.error('response.malformed', `${name} gave a result of an unknown form`, {
        operation: name,
      }),
    };
  try {
    call.assertDone(read.data, client.errors);
    return { data: read.data, error: null };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { data: read.data, error: thrown };
    throw thrown;
  }
}
