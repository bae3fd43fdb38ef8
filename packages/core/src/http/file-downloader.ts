import type { Clock, FileContent } from '../connector/index.ts';
import type { Fetch, HttpRetryOptions } from './client-settings.ts';
import { createHttpClient } from './http-client.ts';
import type { HttpStream } from './http-stream.ts';
import { publicOnly } from './public-only.ts';

/** See {@link fileDownloader}. */
export interface FileDownloaderOptions {
  /** Type of the connector that downloads, for errors. */
  readonly connector: string;
  /** Largest file in bytes. Default 100 MiB. */
  readonly maxBytes?: number;
  /**
   * Host names of the own network that files may come from. All others have to be on the internet; see {@link publicOnly}.
   */
  readonly allowHosts?: readonly string[];
  /** Answers requests instead of the network: the handler of a simulator. */
  readonly fetch?: Fetch;
  readonly retry?: HttpRetryOptions;
  readonly clock?: Clock;
}

/** Largest file in bytes that is downloaded where nobody says otherwise. */
const usualMaxBytes = 100 * 1024 * 1024;

/**
 * Makes a function that opens files by their address. Addresses come from data, so no credentials are sent, and hosts of
 * private networks are refused unless they are allowed.
 *
 * @returns the function; it throws a ConnectorError `request.rejected` for a host that is not allowed, `resource.missing` for
 *   a file that is gone, and the body fails with `response.malformed` for a file that is too large.
 */
export function fileDownloader({
  connector,
  maxBytes = usualMaxBytes,
  allowHosts = [],
  ...settings
}: FileDownloaderOptions): (url: string, signal: AbortSignal) => Promise<FileContent> {
  const client = createHttpClient({
    connector,
    // Every address is a whole one.
    baseUrl: 'https://files.invalid',
    guard: publicOnly({ except: allowHosts }),
    ...settings,
  });
  return async (url, signal) => {
    const stream = await client.stream({
      path: url,
      anonymous: true,
      headers: { accept: '*/*' },
      maxResponseBytes: maxBytes,
      signal,
      operation: 'download a file',
    });
    return { fileName: lastPart(url), ...fileContent(stream) };
  };
}

/** The file that an answer is. */
export function fileContent({ body, headers }: HttpStream): FileContent {
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim();
  const length = headers.get('content-length');
  // Of what comes compressed the length is another one.
  const isPlain = (headers.get('content-encoding') ?? 'identity') === 'identity';
  const bytes = length === null || !isPlain ? Number.NaN : Number(length);
  const fileName = nameIn(headers.get('content-disposition') ?? '');
  return {
    body,
    ...(mediaType === undefined || mediaType === '' ? {} : { mediaType }),
    ...(Number.isSafeInteger(bytes) && bytes >= 0 ? { bytes } : {}),
    ...(fileName === null ? {} : { fileName }),
  };
}

/** Source: RFC 6266, with the extended form of RFC 8187 first. */
function nameIn(disposition: string): string | null {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return decoded(extended.trim());
  const [, quoted, plain] = /filename=(?:"([^"]*)"|([^;\s]+))/i.exec(disposition) ?? [];
  const name = quoted ?? plain ?? '';
  return name === '' ? null : name;
}

function lastPart(url: string): string {
  const part = new URL(url).pathname.split('/').at(-1) ?? '';
  return part === '' ? 'file' : decoded(part);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
