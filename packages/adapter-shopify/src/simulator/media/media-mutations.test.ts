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
