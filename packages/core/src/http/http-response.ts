import type { z } from 'zod';

/** What comes before the body of an answer. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: Headers;
  /** Where the answer came from, after redirects; without query, which may hold secrets. */
  readonly url: string;
  /** The platform’s own id of the request, for its support. */
  readonly requestId: string | undefined;
}

/** An answer that was read to its end. */
export interface HttpResponse extends ResponseHead {
  bytes(): Uint8Array<ArrayBuffer>;
  /**
   * In the character set that the content type names, else UTF-8.
   *
   * @throws ConnectorError `response.malformed`
   */
  text(): string;
  /**
   * Without losing a digit: a number that JavaScript cannot hold exactly comes as text. The same value at each call.
   *
   * @throws ConnectorError `response.malformed`, which says what came instead.
   */
  json(): unknown;
  /**
   * {@link json}, in the form that a schema tells.
   *
   * @throws ConnectorError `response.malformed`, which names the place where it has another form, and not what is there.
   */
  parse<Answer>(schema: z.ZodType<Answer>): Answer;
  /**
   * The lines of newline-delimited JSON; empty ones are left out.
   *
   * @throws ConnectorError `response.malformed`, which names the line.
   */
  jsonLines(): unknown[];
}
