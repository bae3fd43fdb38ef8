/**
 * Names a request by what it asks, so that a plan meets the same request again in another run, whatever comes
 * between: `POST /v1/products/batch 1f0c5e2a`. The query counts; credentials in headers do not, nor what separates the
 * parts of a form, which is another each time that the form is sent.
 */
export async function requestIdentity(request: Request): Promise<string> {
  const { pathname, search } = new URL(request.url);
  const body = request.body === null ? '' : withoutBoundary(await request.clone().text(), request.headers);
  const digest = `${search}\n${body}`;
  return `${request.method} ${pathname}${digest === '\n' ? '' : ` ${hash(digest)}`}`;
}

function withoutBoundary(body: string, headers: Headers): string {
  const boundary = /^multipart\/.*;\s*boundary="?([^";]+)/i.exec(headers.get('content-type') ?? '')?.[1];
  return boundary === undefined ? body : body.replaceAll(boundary, '');
}

/** FNV-1a. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, '0');
}
