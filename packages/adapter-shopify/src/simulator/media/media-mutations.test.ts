import { describe, expect, test } from 'vitest';

import { makeScene } from '../testing/scene.ts';
import type { Scene } from '../testing/scene.ts';

const state = ({ shop }: Scene, id: string) =>
  shop.data('query File($id: ID!) { node(id: $id) { ... on File { id fileStatus fileErrors { code } } } }', {
    id,
  });

async function create(scene: Scene, originalSource: string, more: object = {}): Promise<string> {
  const { payload } = await scene.mutate(
    'fileCreate',
    { files: [{ originalSource, ...more }] },
    'files { id }',
  );
  const [file] = payload['files'] as readonly { readonly id: string }[];
  return file?.id ?? '';
}

describe('files', () => {
  test('are processed later', async () => {
    const scene = await makeScene();
    const id = await create(scene, 'https://cdn.example/2.jpg');
    expect(await state(scene, id)).toMatchObject({ fileStatus: 'UPLOADED' });
    await scene.shop.clock.advance(1_000);
    expect(await state(scene, id)).toMatchObject({ fileStatus: 'PROCESSING' });
    await scene.shop.clock.advance(1_000);
    expect(await state(scene, id)).toMatchObject({ fileStatus: 'READY', fileErrors: [] });
  });

  test.each([
    ['https://nowhere.invalid/1.jpg', 'IMAGE_DOWNLOAD_FAILURE'],
    ['https://cdn.example/unreachable.png', 'IMAGE_DOWNLOAD_FAILURE'],
  ])('that cannot be fetched (%s) fail later and are no user error', async (source, code) => {
    const scene = await makeScene();
    const id = await create(scene, source);
    await scene.shop.clock.advance(5_000);
    expect(await state(scene, id)).toMatchObject({ fileStatus: 'FAILED', fileErrors: [{ code }] });
  });

  test('that cannot be changed cannot be used until that is acknowledged, and are then what they were', async () => {
    const scene = await makeScene();
    const id = await create(scene, 'https://cdn.example/2.jpg');
    const never = await create(scene, 'https://nowhere.invalid/3.jpg');
    await scene.shop.clock.advance(5_000);
    const change = (input: object) =>
      scene.mutate('fileUpdate', { files: [{ id, ...input }] }, 'files { id }');
    expect((await change({ originalSource: 'https://nowhere.invalid/2.jpg' })).userErrors).toEqual([]);
    expect(await state(scene, id)).toMatchObject({ fileStatus: 'PROCESSING' });
    await scene.shop.clock.advance(5_000);
    expect(await state(scene, id)).toMatchObject({ fileStatus: 'FAILED' });
    expect((await change({ alt: 'x' })).userErrors).toMatchObject([{ code: 'NON_READY_STATE' }]);
    await scene.mutate('fileAcknowledgeUpdateFailed', { fileIds: [id, never] }, 'files { id }');
    expect(await state(scene, id)).toMatchObject({ fileStatus: 'READY', fileErrors: [] });
    expect(await state(scene, never)).toMatchObject({ fileStatus: 'FAILED' });
    expect((await change({ alt: 'x' })).userErrors).toEqual([]);
  });

  test('of the wrong type fail, and what is staged but not uploaded as well', async () => {
    const scene = await makeScene();
    const wrong = await create(scene, 'https://cdn.example/1.pdf', { contentType: 'IMAGE' });
    const { payload } = await scene.mutate(
      'stagedUploadsCreate',
      { input: [{ resource: 'IMAGE', filename: 'a.jpg', mimeType: 'image/jpeg' }] },
      'stagedTargets { resourceUrl }',
    );
    const [target] = payload['stagedTargets'] as readonly { readonly resourceUrl: string }[];
    const empty = await create(scene, target?.resourceUrl ?? '');
    await scene.shop.clock.advance(5_000);
    expect(await state(scene, wrong)).toMatchObject({
      fileErrors: [{ code: 'UNSUPPORTED_IMAGE_FILE_TYPE' }],
    });
    expect(await state(scene, empty)).toMatchObject({ fileErrors: [{ code: 'IMAGE_DOWNLOAD_FAILURE' }] });
  });

  test('are stored again at every call with an address, and once with an id', async () => {
    const scene = await makeScene();
    const source = 'https://cdn.example/2.jpg';
    expect(await create(scene, source)).not.toBe(await create(scene, source));
    const files = [{ id: scene.imageId }];
    const size = scene.shop.simulator.state.files.size;
    await scene.mutate('productSet', { identifier: { id: scene.simple.id }, input: { files } });
    expect(scene.shop.simulator.state.files.size).toBe(size);
    expect(scene.shop.simulator.state.products.get(scene.simple.id)?.mediaIds).toEqual([scene.imageId]);
    await scene.mutate('fileDelete', { fileIds: [scene.imageId] });
    expect(scene.shop.simulator.state.products.get(scene.simple.id)?.mediaIds).toEqual([]);
  });

  test('a 3D model without its type is a generic file', async () => {
    const scene = await makeScene();
    const source = 'https://cdn.example/1.glb';
    expect(await create(scene, source)).toContain('/GenericFile/');
    expect(await create(scene, source, { contentType: 'MODEL_3D' })).toContain('/Model3d/');
  });
});

describe('videos, 3D models and documents', () => {
  const bytes = new Uint8Array([1, 2, 3]);

  /** Announces an upload, and makes it; gives the address to make a file of. */
  async function upload(
    scene: Scene,
    resource: string,
    filename: string,
    body: string | Uint8Array<ArrayBuffer> = bytes,
  ) {
    const input = [{ resource, filename, mimeType: 'x/y', fileSize: '3', httpMethod: 'POST' }];
    const { payload } = await scene.mutate(
      'stagedUploadsCreate',
      { input },
      'stagedTargets { url resourceUrl parameters { name value } }',
    );
    const [target] = payload['stagedTargets'] as readonly {
      readonly url: string;
      readonly resourceUrl: string;
      readonly parameters: readonly { readonly name: string; readonly value: string }[];
    }[];
    if (target === undefined) throw new Error('no target');
    const form = new FormData();
    for (const { name, value } of target.parameters) form.set(name, value);
    form.set('file', new Blob([body]));
    const { status } = await scene.shop.simulator.handler(
      new Request(target.url, { method: 'POST', body: form }),
    );
    return { ...target, status };
  }

  test.each([
    ['VIDEO', 'a.mp4', 'Video'],
    ['MODEL_3D', 'a.glb', 'Model3d'],
  ])(
    '%s: taken as an upload of the size that was announced, later than an image',
    async (type, name, kind) => {
      const scene = await makeScene();
      const { resourceUrl, parameters, status } = await upload(scene, type, name);
      expect(status).toBe(201);
      expect(parameters.map((each) => each.name)).toEqual(['GoogleAccessId', 'key', 'policy', 'signature']);
      expect((await upload(scene, type, name, 'too long')).status).toBe(400);
      const id = await create(scene, resourceUrl, { contentType: type });
      expect(id).toContain(`/${kind}/`);
      expect(scene.shop.simulator.state.files.get(id)).toMatchObject({ filename: name, size: 3 });
      await scene.shop.clock.advance(5_000);
      expect(await state(scene, id)).toMatchObject({ fileStatus: 'PROCESSING' });
      await scene.shop.clock.advance(20_000);
      expect(await state(scene, id)).toMatchObject({ fileStatus: 'READY' });
    },
  );

  test.each([
    ['VIDEO', 'https://cdn.example/a.mp4', 'INVALID_SIGNED_URL'],
    ['MODEL_3D', 'https://cdn.example/a.glb', 'INVALID_SIGNED_URL'],
    ['EXTERNAL_VIDEO', 'https://cdn.example/a.mp4', 'EXTERNAL_VIDEO_NOT_FOUND'],
    ['FILE', 'https://cdn.example/too-large.pdf', 'GENERIC_FILE_INVALID_SIZE'],
  ])('%s: %s is not taken, which is told later', async (contentType, source, code) => {
    const scene = await makeScene();
    const id = await create(scene, source, { contentType });
    await scene.shop.clock.advance(30_000);
    expect(await state(scene, id)).toMatchObject({ fileStatus: 'FAILED', fileErrors: [{ code }] });
  });

  test('an upload of the wrong form fails', async () => {
    const scene = await makeScene();
    const { resourceUrl } = await upload(scene, 'VIDEO', 'a.avi');
    const id = await create(scene, resourceUrl, { contentType: 'VIDEO' });
    await scene.shop.clock.advance(30_000);
    expect(await state(scene, id)).toMatchObject({ fileErrors: [{ code: 'VIDEO_INVALID_FILETYPE_ERROR' }] });
  });

  test('only images replace what has their name', async () => {
    const scene = await makeScene();
    const file = (contentType: string, name: string) => ({
      originalSource: `https://cdn.example/${name}`,
      contentType,
      filename: name,
      duplicateResolutionMode: 'REPLACE',
    });
    const { userErrors } = await scene.mutate(
      'fileCreate',
      { files: [file('FILE', 'a.pdf')] },
      'files { id }',
    );
    expect(userErrors).toEqual([
      expect.objectContaining({
        code: 'INVALID_DUPLICATE_MODE_FOR_TYPE',
        message: "Duplicate resolution mode 'REPLACE' is not supported for 'GENERIC_FILE' media type.",
      }),
    ]);
  });

  test('a document is no medium of a product, and a video no image of a variant', async () => {
    const scene = await makeScene();
    const id = await create(scene, 'https://cdn.example/a.pdf', { contentType: 'FILE' });
    await scene.shop.clock.advance(5_000);
    const added = await scene.mutate(
      'fileUpdate',
      { files: [{ id, referencesToAdd: [scene.simple.id] }] },
      'files { id }',
    );
    expect(added.userErrors).toMatchObject([{ code: 'UNSUPPORTED_FILE_REFERENCE' }]);
    const set = await scene.mutate(
      'productSet',
      { identifier: { id: scene.simple.id }, input: { files: [{ id }] } },
      'product { id }',
    );
    expect(set.userErrors).toMatchObject([{ field: ['input', 'files', '0'] }]);
  });

  test('a shop hosts as many videos and 3D models as its plan allows', async () => {
    const scene = await makeScene({ hostedMediaLimit: 2 });
    const { resourceUrl } = await upload(scene, 'VIDEO', 'a.mp4');
    const files = [{ originalSource: resourceUrl, contentType: 'VIDEO' }];
    const first = await scene.mutate('fileCreate', { files }, 'files { id }');
    // The scene has a video already.
    expect(first.userErrors).toEqual([]);
    const second = await scene.mutate('fileCreate', { files }, 'files { id }');
    expect(second.userErrors).toMatchObject([{ code: 'NON_IMAGE_MEDIA_PER_SHOP_LIMIT_EXCEEDED' }]);
  });
});
