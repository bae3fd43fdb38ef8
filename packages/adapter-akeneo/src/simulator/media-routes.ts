import type { Access } from './access.ts';
import { ApiError, documented, missing, unprocessable } from './api-error.ts';
import { param, parseJson } from './call.ts';
import type { Call, Reply } from './call.ts';
import { isObject } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { MediaFile, MediaFiles } from './media-files.ts';
import { codeListing, pageReply } from './paging.ts';
import { notify } from './pim.ts';
import type { Pim } from './pim.ts';
import { writeModel, writeProduct } from './product-operations.ts';
import type { ProductOperations } from './product-operations.ts';
import { restRoute, restUrl } from './route.ts';
import type { Route } from './route.ts';

/** Files of products and categories. */
export function mediaRoutes(pim: Pim, operations: ProductOperations): Route[] {
  const routes: Route[] = [
    {
      method: 'GET',
      path: '/media-files',
      name: 'pim_api_media_file_list',
      run: (call) =>
        pageReply(
          call,
          { searchAfter: 'never' },
          codeListing(pim.productFiles.values(), (file) => JSON.stringify(presentFile(call, file, true))),
        ),
    },
    {
      method: 'POST',
      path: '/media-files',
      name: 'pim_api_media_file_create',
      body: 'multipart',
      permission: ['administrate', 'products'],
      run: (call) => uploadProductFile(pim, operations, call),
    },
    {
      method: 'GET',
      path: '/media-files/{code...}/download',
      name: 'pim_api_media_file_download',
      run: (call) => download(pim.productFiles, param(call, 'code')),
    },
    {
      method: 'GET',
      path: '/media-files/{code...}',
      name: 'pim_api_media_file_get',
      run: (call) => ({
        status: 200,
        body: presentFile(call, fileOf(pim.productFiles, param(call, 'code')), false),
      }),
    },
    {
      method: 'POST',
      path: '/category-media-files',
      name: 'pim_api_category_media_file_create',
      body: 'multipart',
      permission: ['administrate', 'categories'],
      available: ({ saas }) => saas,
      run: (call) => uploadCategoryFile(pim, call),
    },
    {
      method: 'GET',
      path: '/category-media-files/{file_path...}/download',
      name: 'pim_api_category_media_file_download',
      available: ({ saas }) => saas,
      run: (call) => download(pim.categoryFiles, param(call, 'file_path')),
    },
  ];
  return routes.map(restRoute);
}

/** The routes for the files of assets or of records. */
export function recordFileRoutes(
  path: '/asset-media-files' | '/reference-entities-media-files',
  files: MediaFiles,
  access: Access,
): Route[] {
  const assets = path === '/asset-media-files';
  const area = assets ? 'assets' : 'reference entity records';
  const header = assets ? 'asset-media-file-code' : 'reference-entities-media-file-code';
  const name = assets ? 'akeneo_asset_manager_media_file' : 'akeneo_reference_entities_media_file';
  const available: Route['available'] = ({ enterprise }) => enterprise;
  const routes: Route[] = [
    {
      method: 'POST',
      path,
      name: `${name}_upload`,
      body: 'multipart',
      available,
      async run(call) {
        access.check('administrate', area);
        const { file } = await formOf(call);
        const { code } = await keep(files, file);
        return { status: 201, headers: { location: restUrl(call, `${path}/${code}`), [header]: code } };
      },
    },
    {
      method: 'GET',
      path: `${path}/{code...}`,
      name: `${name}_download`,
      available,
      permission: ['list', area],
      run: (call) => download(files, param(call, 'code')),
    },
  ];
  return routes.map(restRoute);
}

function fileOf(files: MediaFiles, code: string): MediaFile {
  const file = files.get(code);
  if (file === undefined) throw missing('Media file', code);
  return file;
}

function download(files: MediaFiles, code: string): Reply {
  const { bytes, mime_type: type, original_filename: name } = fileOf(files, code);
  return {
    status: 200,
    body: bytes,
    headers: {
      'content-type': type,
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  };
}

function presentFile(call: Call, { bytes, ...file }: MediaFile, inList: boolean): JsonObject {
  const self = restUrl(call, `/media-files/${file.code}`);
  const links = { download: { href: `${self}/download` } };
  return { _links: inList ? { self: { href: self }, ...links } : links, ...file, size: bytes.length };
}

/** The parts of a form. @throws ApiError 400, 422 */
async function formOf({ request, bytes }: Call): Promise<{ form: FormData; file: File }> {
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  const form = await new Response(bytes, { headers }).formData().catch(() => {
    throw new ApiError(400, 'The request body is no valid multipart/form-data.');
  });
  const file = form.get('file');
  if (!(file instanceof File)) throw unprocessable('Property "file" is required.');
  return { form, file };
}

async function keep(files: MediaFiles, file: File): Promise<MediaFile> {
  return files.add(file.name, file.type, new Uint8Array(await file.arrayBuffer()));
}

function partOf(form: FormData, name: string): JsonObject | undefined {
  const text = form.get(name);
  if (typeof text !== 'string') return undefined;
  const part = parseJson(text);
  if (!isObject(part)) throw unprocessable(`Property "${name}" should be an object.`);
  return part;
}

async function uploadProductFile(pim: Pim, operations: ProductOperations, call: Call): Promise<Reply> {
  const { form, file } = await formOf(call);
  const product = partOf(form, 'product');
  const model = partOf(form, 'product_model');
  if ((product === undefined) === (model === undefined)) {
    throw unprocessable('You should give either a "product" or a "product_model" key.');
  }
  const { attribute, locale = null, scope = null } = product ?? model ?? {};
  const known = typeof attribute === 'string' ? pim.attributes.get(attribute) : undefined;
  if (known === undefined) throw documented(`The ${nameOf(attribute)} attribute does not exist in your PIM.`);
  const { code } = await keep(pim.productFiles, file);
  const values = { [known.code]: [{ locale, scope, data: code }] };
  if (product === undefined) {
    writeModel(operations, call, nameOf(model?.['code']), { values });
  } else {
    const { uuid } = product;
    const naming = typeof uuid === 'string' ? 'uuid' : 'identifier';
    writeProduct(operations, call, naming, nameOf(uuid ?? product['identifier']), { values });
  }
  return { status: 201, headers: { location: restUrl(call, `/media-files/${code}`) } };
}

const nameOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

async function uploadCategoryFile(pim: Pim, call: Call): Promise<Reply> {
  const { form, file } = await formOf(call);
  const target = partOf(form, 'category') ?? {};
  const category = pim.categories.get(nameOf(target['code']));
  if (category === undefined)
    throw documented(`The ${nameOf(target['code'])} category does not exist in your PIM.`);
  const kept = await keep(pim.categoryFiles, file);
  const { attribute_code: attribute, channel = null, locale = null } = target;
  const { code, bytes, ...rest } = kept;
  const key = [attribute, channel, locale].filter((part) => typeof part === 'string').join('|');
  const data = { ...rest, size: bytes.length, file_path: code };
  const value = { data, type: 'image', channel, locale, attribute_code: nameOf(attribute) };
  pim.categories.set(
    category.code,
    { ...category, values: { ...category.values, [key]: value } },
    pim.clock.now(),
  );
  notify(pim, {
    type: 'category.updated',
    data: { category: { code: category.code } },
    author: call.caller.author,
  });
  return { status: 201, headers: { location: restUrl(call, `/category-media-files/${code}/download`) } };
}
