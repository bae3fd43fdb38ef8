import type { Clock } from '@pim-connector/core';

/** A place that an upload may go to. */
export interface StagedTarget {
  readonly url: string;
  readonly resourceUrl: string | null;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/** Files that were uploaded, by the path that stands for them. */
export interface StagedUploads {
  stage(upload: {
    readonly filename: string;
    readonly mimeType: string;
    readonly resource: string;
    readonly httpMethod: 'POST' | 'PUT';
  }): StagedTarget;
  /** Takes a request to a staged address; `null`: it is none. */
  receive(request: Request): Promise<Response | null>;
  /** What was uploaded to a path; `undefined`: nothing. */
  read(path: string): Uint8Array | undefined;
  /** Stores a result that can be fetched for some time; gives its address. */
  publish(name: string, text: string, lifetime: number): string;
}

const uploadHost = 'https://shopify-staged-uploads.storage.googleapis.com';
const bucket = '/staged';
const resultHost = 'https://storage.googleapis.com';

interface Place {
  readonly method: 'POST' | 'PUT';
  bytes?: Uint8Array;
}

/**
 * Makes the storage behind staged uploads and results of bulk operations. Addresses are those of the platform; a
 * request to them is answered by the simulator.
 */
export function createStagedUploads(clock: Pick<Clock, 'now'>): StagedUploads {
  const places = new Map<string, Place>();
  const results = new Map<string, { readonly text: string; readonly until: number }>();

  return {
    stage({ filename, mimeType, resource, httpMethod }) {
      const folder = resource === 'BULK_MUTATION_VARIABLES' ? 'bulk' : 'files';
      const path = `tmp/1/${folder}/${crypto.randomUUID()}/${filename}`;
      places.set(path, { method: httpMethod });
      if (httpMethod === 'PUT') {
        const parameters = [
          { name: 'content_type', value: mimeType },
          { name: 'acl', value: 'private' },
        ];
        const url = `${uploadHost}${bucket}/${path}?signature=${crypto.randomUUID()}`;
        return { url, resourceUrl: `${uploadHost}${bucket}/${path}`, parameters };
      }
      const parameters = [
        { name: 'Content-Type', value: mimeType },
        { name: 'success_action_status', value: '201' },
        { name: 'acl', value: 'private' },
        { name: 'key', value: path },
        { name: 'policy', value: crypto.randomUUID() },
        { name: 'x-goog-signature', value: crypto.randomUUID() },
      ];
      return { url: `${uploadHost}/`, resourceUrl: null, parameters };
    },
    async receive(request) {
      const { href, pathname } = new URL(request.url);
      if (href.startsWith(`${resultHost}/results/`)) return result(pathname);
      if (!href.startsWith(uploadHost)) return null;
      const upload =
        request.method === 'POST' ? await formUpload(request) : await putUpload(request, pathname);
      const place = upload === null ? undefined : places.get(upload.path);
      if (upload === null || place === undefined || place.method !== request.method)
        return new Response('<Error><Code>AccessDenied</Code></Error>', { status: 403 });
      place.bytes = upload.bytes;
      return new Response(request.method === 'POST' ? '<PostResponse/>' : '', {
        status: request.method === 'POST' ? 201 : 200,
      });
    },
    read: (path) => places.get(path.replace(/^\//, ''))?.bytes,
    publish(name, text, lifetime) {
      const path = `/results/${crypto.randomUUID()}/${name}`;
      results.set(path, { text, until: clock.now() + lifetime });
      return `${resultHost}${path}`;
    },
  };

  function result(path: string): Response {
    const found = results.get(path);
    if (found === undefined || found.until <= clock.now())
      return new Response('<Error><Code>ExpiredToken</Code></Error>', { status: 400 });
    return new Response(found.text, { headers: { 'content-type': 'application/jsonl' } });
  }
}

async function formUpload(request: Request): Promise<{ path: string; bytes: Uint8Array } | null> {
  const form = await request.formData();
  const [path, file] = [form.get('key'), form.get('file')];
  if (typeof path !== 'string' || file === null) return null;
  const bytes =
    typeof file === 'string' ? new TextEncoder().encode(file) : new Uint8Array(await file.arrayBuffer());
  return { path, bytes };
}

async function putUpload(request: Request, pathname: string): Promise<{ path: string; bytes: Uint8Array }> {
  const path = decodeURIComponent(pathname).replace(`${bucket}/`, '');
  return { path, bytes: new Uint8Array(await request.arrayBuffer()) };
}
