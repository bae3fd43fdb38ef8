import { RequestRefusal } from './shop-response.ts';

/** Largest body of a request: bytes. */
const maxBodyBytes = 1_048_576;

/** Reads the JSON object that a request carries. */
export async function readJson(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(?:;|$)/i.test(type)) {
    throw refuse(415, 'unsupported_media_type', 'the body must be application/json');
  }
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) throw tooLarge();
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > maxBodyBytes) throw tooLarge();
  const body = parse(bytes);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuse(400, 'malformed_json', 'the body must be a JSON object');
  }
  return body as Readonly<Record<string, unknown>>;
}

function parse(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw refuse(400, 'malformed_json', 'the body is not JSON in UTF-8');
  }
}

function tooLarge(): RequestRefusal {
  return refuse(413, 'body_too_large', `the body must have at most ${maxBodyBytes} bytes`);
}

function refuse(status: number, code: string, message: string): RequestRefusal {
  return new RequestRefusal({ status, code, message });
}
