import type { Fetch } from '@pim-connector/core';

/** What a server of files answers with. */
export interface ServedFile {
  /** A function makes the body anew for each request. */
  readonly bytes?: Uint8Array<ArrayBuffer> | (() => ReadableStream<Uint8Array>);
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
}

/** The host of files in tests. */
export const fileHost = 'assets.example';

/** A file of a size, the bytes of which are not all the same. */
export function someBytes(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_byte, place) => (place * 31) % 251);
}

/**
 * A server of files in front of a simulated shop, which fetches nothing itself. Files are named by their paths; what it was
 * asked for is in `asked`. For tests.
 */
export function fileServer(files: Record<string, ServedFile>) {
  const asked: string[] = [];
  const around =
    (next: Fetch): Fetch =>
    async (request) => {
      const { hostname, pathname } = new URL(request.url);
      if (hostname !== fileHost) return next(request);
      asked.push(pathname);
      const file = files[pathname];
      if (file === undefined) return new Response('Not found', { status: 404 });
      const { bytes = new Uint8Array(), headers, status = 200 } = file;
      const length = bytes instanceof Uint8Array ? { 'content-length': `${bytes.length}` } : {};
      return new Response(typeof bytes === 'function' ? bytes() : bytes, {
        status,
        headers: headers ?? length,
      });
    };
  return { around, asked, files };
}
