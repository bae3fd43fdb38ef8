import type { Clock } from '@pim-connector/core';

/** A place that an upload may go to. */
export interface StagedTarget {
  readonly url: string;
  readonly resourceUrl: string | null;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/** What is to be uploaded. */
export interface StagedUpload {
  readonly filename: string;
  readonly mimeType: string;
  readonly resource: string;
  readonly httpMethod: 'POST' | 'PUT';
  readonly fileSize?: string | null;
}

/** What an upload was announced as, and what has come of it. */
export interface UploadedFile {
  readonly filename: string;
  /** Bytes that were announced; `null`: they were not. */
  readonly size: number | null;
  /** `null`: nothing was uploaded yet. */
  readonly bytes: Uint8Array | null;
}

/** Files that were uploaded, by the path that stands for them. */
export interface StagedUploads {
  /** @param origin where the simulator is served; `null`: addresses are those of the platform. */
  stage(upload: StagedUpload, origin: string | null): StagedTarget;
  /** Takes a request to a staged address or for a result; `null`: it is none. */
  receive(request: Request): Promise<Response | null>;
  /** What was uploaded to a path; `undefined`: nothing. */
  read(path: string): Uint8Array | undefined;
  /** What was uploaded to an address; `null`: it is none of a staged upload. */
  uploadedTo(address: string): UploadedFile | null;
  /** Stores a result that can be fetched for some time; gives what {@link resultAddress} makes an address of. */
  publish(name: string, text: string, lifetime: number): string;
}

const uploadHost = 'https://shopify-staged-uploads.storage.googleapis.com';
const resultHost = 'https://storage.googleapis.com';
// Served on a port of its own, the simulator has one host for everything.
const uploadFolder = '/shopify-staged-uploads';
const resultFolder = '/shopify-bulk-results';

interface Place {
  readonly method: 'POST' | 'PUT';
  readonly filename: string;
  readonly size: number | null;
  bytes: Uint8Array | null;
}

// Videos and models go to storage of their own; a number stands for what was uploaded, and its address has no name.
const numbers: Readonly<Record<string, string>> = { VIDEO: 'external_video_id', MODEL_3D: 'model3d_id' };

/** The address of a result. @param origin see {@link StagedUploads.stage}. */
export function resultAddress(path: string, origin: string | null): string {
  return `${origin ?? resultHost}${path}`;
}

/**
 * Makes the storage behind staged uploads and results of bulk operations. Addresses are those of the platform, or of
 * the port that the simulator is served on; requests to both are answered.
 */
export function createStagedUploads(clock: Pick<Clock, 'now'>): StagedUploads {
  const places = new Map<string, Place>();
  const numbered = new Map<string, string>();
  const results = new Map<string, { readonly text: string; readonly until: number }>();

  return {
    stage({ filename, mimeType, resource, httpMethod, fileSize }, origin) {
      const base = origin === null ? uploadHost : `${origin}${uploadFolder}`;
      const folder = resource === 'BULK_MUTATION_VARIABLES' ? 'bulk' : 'files';
      const path = `tmp/1/${folder}/${crypto.randomUUID()}/${filename}`;
      const size = fileSize == null ? null : Number(fileSize);
      const number = numbers[resource];
      places.set(path, {
        method: number === undefined ? httpMethod : 'POST',
        filename,
        size,
        bytes: null,
      });
      if (number !== undefined) {
        const id = `${number}=${numbered.size + 1}`;
        numbered.set(id, path);
        const parameters = [
          { name: 'GoogleAccessId', value: 'video@example.iam.gserviceaccount.com' },
          { name: 'key', value: path },
          { name: 'policy', value: crypto.randomUUID() },
          { name: 'signature', value: crypto.randomUUID() },
        ];
        return { url: `${base}/`, resourceUrl: `${base}/?${id}`, parameters };
      }
      if (httpMethod === 'PUT') {
        const parameters = [
          { name: 'content_type', value: mimeType },
          { name: 'acl', value: 'private' },
        ];
        const resourceUrl = `${base}/${encodeURI(path)}`;
        return { url: `${resourceUrl}?x-goog-signature=${crypto.randomUUID()}`, resourceUrl, parameters };
      }
      const parameters = [
        { name: 'Content-Type', value: mimeType },
        { name: 'success_action_status', value: '201' },
        { name: 'acl', value: 'private' },
        { name: 'key', value: path },
        { name: 'policy', value: crypto.randomUUID() },
        { name: 'x-goog-signature', value: crypto.randomUUID() },
      ];
      return { url: `${base}/`, resourceUrl: `${base}/${encodeURI(path)}`, parameters };
    },
    async receive(request) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith(`${resultFolder}/`)) return request.method === 'GET' ? result(pathname) : null;
      const uploadPath = pathOf(request.url);
      if (uploadPath === null) return null;
      const upload =
        request.method === 'POST' ? await formUpload(request) : await putUpload(request, uploadPath);
      const place = upload === null ? undefined : places.get(upload.path);
      if (upload === null || place === undefined || place.method !== request.method)
        return new Response('<Error><Code>AccessDenied</Code></Error>', { status: 403 });
      // The policy of an upload whose size was announced allows no other.
      if (place.size !== null && place.size !== upload.bytes.length)
        return new Response('<Error><Code>EntityTooLarge</Code></Error>', { status: 400 });
      place.bytes = upload.bytes;
      return new Response(request.method === 'POST' ? '<PostResponse/>' : '', {
        status: request.method === 'POST' ? 201 : 200,
      });
    },
    read: (path) => places.get(path.replace(/^\//, ''))?.bytes ?? undefined,
    uploadedTo(address) {
      const path = URL.canParse(address) ? pathOf(address) : null;
      if (path === null) return null;
      const number = new URL(address).search.slice(1);
      return places.get(numbered.get(number) ?? path) ?? { filename: '', size: null, bytes: null };
    },
    publish(name, text, lifetime) {
      const path = `${resultFolder}/${crypto.randomUUID()}/${name}`;
      results.set(path, { text, until: clock.now() + lifetime });
      return path;
    },
  };

  function result(path: string): Response {
    const found = results.get(path);
    if (found === undefined || found.until <= clock.now())
      return new Response('<Error><Code>ExpiredToken</Code></Error>', { status: 400 });
    return new Response(found.text, { headers: { 'content-type': 'application/jsonl' } });
  }
}

/** The path of an upload within its bucket; `null`: the address is not one of an upload. */
function pathOf(address: string): string | null {
  const { origin, pathname } = new URL(address);
  const path = decodeURIComponent(pathname);
  if (origin === uploadHost) return path.slice(1);
  return path.startsWith(`${uploadFolder}/`) ? path.slice(uploadFolder.length + 1) : null;
}

async function formUpload(request: Request): Promise<{ path: string; bytes: Uint8Array } | null> {
  const form = await request.formData();
  const [path, file] = [form.get('key'), form.get('file')];
  if (typeof path !== 'string' || file === null) return null;
  const bytes =
    typeof file === 'string' ? new TextEncoder().encode(file) : new Uint8Array(await file.arrayBuffer());
  return { path, bytes };
}

async function putUpload(request: Request, path: string): Promise<{ path: string; bytes: Uint8Array }> {
  return { path, bytes: new Uint8Array(await request.arrayBuffer()) };
}
