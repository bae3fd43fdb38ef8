import { parseJson } from '../model/index.ts';
import { callDetails } from './call.ts';
import type { Call } from './call.ts';
import { decodeText } from './decode-text.ts';
import { excerpt } from './excerpt.ts';
import type { HttpResponse, ResponseHead } from './http-response.ts';
import { parseJsonLines } from './json-lines.ts';
import { describeMalformedJson } from './malformed-body.ts';
import { requestIdOf } from './request-id.ts';
import { shownUrl } from './shown-address.ts';

/** The head of an answer. */
export function responseHead(call: Call, response: Response, url: URL): ResponseHead {
  const requestId = requestIdOf(response.headers);
  return {
    status: response.status,
    headers: response.headers,
    url: shownUrl(url),
    requestId: requestId === undefined ? undefined : call.secrets.redact(requestId),
  };
}

/** Makes an answer of its head and its bytes. */
export function createHttpResponse(
  call: Call,
  head: ResponseHead,
  bytes: Uint8Array<ArrayBuffer>,
): HttpResponse {
  const malformed = (what: string) =>
    call.error('response.malformed', `The answer to ${call.operation} ${what}`, {
      requestId: head.requestId,
      details: { ...responseDetails(call, head), body: excerpt(bytes, call.secrets.redact) },
    });
  function text(): string {
    try {
      return decodeText(bytes, head.headers.get('content-type'));
    } catch {
      throw malformed('is not text in the character set that it claims');
    }
  }
  let parsed: { readonly value: unknown } | undefined;
  function json(): unknown {
    parsed ??= {
      value: parse(text(), parseJson, (source) =>
        malformed(`is not JSON: it ${describeMalformedJson(source)}`),
      ),
    };
    return parsed.value;
  }
  return {
    ...head,
    bytes: () => bytes,
    text,
    json,
    parse(schema) {
      const { data, error } = schema.safeParse(json());
      if (error === undefined) return data;
      const [issue] = error.issues;
      const place = issue?.path.map(String).join('.') ?? '';
      throw malformed(`has an unknown form${place === '' ? '' : `, at “${place}”`}: ${issue?.message}`);
    },
    jsonLines: () =>
      parse(text(), parseJsonLines, (_source, reason) =>
        malformed(`is not JSON line by line: ${messageOf(reason)}`),
      ),
  };
}

/** What an error tells of an answer that was read: the beginning of its body too. */
export function answerDetails(call: Call, response: HttpResponse): Record<string, unknown> {
  return { ...responseDetails(call, response), body: excerpt(response.bytes(), call.secrets.redact) };
}

/** What every error about an answer tells beside its message. */
export function responseDetails(call: Call, { status }: ResponseHead): Record<string, unknown> {
  return { ...callDetails(call), status };
}

function parse<Value>(
  text: string,
  read: (text: string) => Value,
  malformed: (text: string, reason: unknown) => Error,
): Value {
  try {
    return read(text);
  } catch (reason) {
    throw malformed(text, reason);
  }
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
