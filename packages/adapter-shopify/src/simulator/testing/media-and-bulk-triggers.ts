import { largestFile } from '../bulk/bulk-file.ts';
import type { Scene } from './scene.ts';
import { long, triggersOf } from './triggers.ts';
import type { Trigger } from './triggers.ts';

const source = 'https://cdn.example/1.jpg';
const file = (more: object) => () => ({ files: [{ originalSource: source, ...more }] });
const change =
  (more: object) =>
  ({ imageId }: Scene) => ({ files: [{ id: imageId, ...more }] });
const detach = (variantMedia: (scene: Scene) => readonly object[]) => (scene: Scene) => ({
  productId: scene.product.id,
  variantMedia: variantMedia(scene),
});
const times = (count: number, pair: object) => Array.from({ length: count }, () => pair);
const staged = (more: object) => () => ({
  input: [{ filename: 'x', mimeType: 'video/mp4', resource: 'VIDEO', ...more }],
});
const mutation = 'mutation Run($input: ProductSetInput!) { productSet(input: $input) { product { id } } }';

/** Uploads variables of a bulk mutation; gives the path that stands for them. */
export async function upload(
  { shop, mutate }: Scene,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<string> {
  const { payload } = await mutate(
    'stagedUploadsCreate',
    { input: [{ filename: 'v', mimeType: 'text/jsonl', resource: 'BULK_MUTATION_VARIABLES' }] },
    'stagedTargets { url }',
  );
  const [target] = (payload['stagedTargets'] ?? []) as readonly { readonly url: string }[];
  const url = target?.url ?? '';
  await shop.simulator.handler(new Request(url, { method: 'PUT', body }));
  return new URL(url).pathname.slice(1);
}

const paths = new WeakMap<Scene, string>();
const uploaded = (body: string | Uint8Array<ArrayBuffer>) => async (scene: Scene) => {
  paths.set(scene, await upload(scene, body));
};
const run =
  (more: object = {}) =>
  (scene: Scene) => ({ mutation, stagedUploadPath: paths.get(scene) ?? 'nowhere', ...more });
const query = (text: string) => () => ({ query: text });
const busy = (count: number, type: 'Mutation' | 'Query') => async (scene: Scene) => {
  await uploaded('{"input":{"title":"x"}}')(scene);
  const args = type === 'Mutation' ? run()(scene) : query('{ products { edges { node { id } } } }')();
  await Promise.all(Array.from({ length: count }, () => scene.mutate(`bulkOperationRun${type}`, args)));
};
const nested = (fields: string) => `{ products { edges { node { ${fields} } } } }`;
const variants = (inner: string) => `variants { edges { node { id ${inner} } } }`;

/** Calls of the mutations of files and bulk operations. */
export const mediaAndBulkTriggers: readonly Trigger[] = [
  ...triggersOf('fileCreate', [
    file({ alt: long(513) }),
    file({ originalSource: 'nothing' }),
    file({ filename: 'x.png' }),
    file({ duplicateResolutionMode: 'REPLACE' }),
    file({ contentType: 'IMAGE', duplicateResolutionMode: 'REPLACE' }),
  ]),
  ...triggersOf('productReorderMedia', [
    ({ staticId, imageId }) => ({ id: staticId('Product'), moves: [{ id: imageId, newPosition: '0' }] }),
  ]),
  ...triggersOf('productVariantDetachMedia', [
    detach(({ variantIds }) => [{ variantId: variantIds[0], mediaIds: [] }]),
    detach(({ variantIds, imageId }) => [{ variantId: variantIds[0], mediaIds: [imageId, imageId] }]),
    detach(({ variantIds, imageId }) => times(2, { variantId: variantIds[0], mediaIds: [imageId] })),
    detach(({ variantIds, imageId }) => times(101, { variantId: variantIds[0], mediaIds: [imageId] })),
  ]),
  ...triggersOf('fileUpdate', [
    change({ alt: long(513) }),
    ...[['MediaImage'], ['Video'], ['MediaImage', 'MediaImage']].map((types) => () => ({
      files: types.map((type, index) => ({ id: `gid://shopify/${type}/${index + 1}` })),
    })),
    change({ previewImageSource: source, originalSource: source }),
    change({ previewImageSource: 'nothing' }),
    change({ filename: 'x.png' }),
    ({ videoId }) => ({ files: [{ id: videoId, originalSource: source }] }),
    ({ videoId }) => ({ files: [{ id: videoId, filename: 'x.mp4' }] }),
    change({ referencesToAdd: ['gid://shopify/Product/1'] }),
    [
      ({ mutate }) => mutate('fileCreate', file({})()),
      ({ shop }) => ({ files: [{ id: [...shop.simulator.state.files.keys()].at(-1), alt: 'x' }] }),
    ],
  ]),
  ...triggersOf('fileAcknowledgeUpdateFailed', [() => ({ fileIds: ['gid://shopify/MediaImage/1'] })]),
  ...triggersOf('fileDelete', [
    () => ({ fileIds: [1, 2].map((number) => `gid://shopify/MediaImage/${number}`) }),
  ]),
  ...triggersOf('stagedUploadsCreate', [
    staged({}),
    staged({ resource: 'MODEL_3D' }),
    staged({
      filename: 'har-704-image.exe',
      mimeType: 'application/x-msdownload',
      resource: 'IMAGE',
    }),
  ]),
  ...triggersOf('bulkOperationCancel', [
    ({ staticId }) => ({ id: staticId('BulkOperation') }),
    [
      async (s) => {
        await busy(1, 'Mutation')(s);
        await s.shop.clock.advance(10_000);
      },
      ({ shop }) => ({ id: shop.simulator.bulk.list()[0]?.id }),
    ],
  ]),
  ...triggersOf('bulkOperationRunMutation', [
    run({ clientIdentifier: 'short' }),
    run({ clientIdentifier: long(256) }),
    run({ mutation: long(65_536) }),
    run({ mutation: 'mutation Broken{' }),
    run({ mutation: 'mutation BrokenAgain{' }),
    run({ mutation: '{ shop { id } }' }),
    run(),
    run({ mutation: 'mutation { shopDelete { id } }' }),
    [uploaded(''), run()],
    [uploaded(new Uint8Array(largestFile + 1)), run()],
    run({
      mutation:
        'mutation { tagsAdd(id: "x", tags: []) { node { ... on Product { media { nodes { id } } variants { nodes { id } } } } } }',
    }),
    run({ mutation: 'mutation { bulkOperationCancel(id: "x") { userErrors { message } } }' }),
    run({ mutation: 'mutation { a: tagsAdd { userErrors { field } } b: tagsAdd { userErrors { field } } }' }),
    [busy(5, 'Mutation'), run()],
  ]),
  ...triggersOf('bulkOperationRunQuery', [
    query('{ shop { id } }'),
    query('{ products { edges {'),
    query(long(65_536)),
    query('{ products { nodes { id } } }'),
    query('{ orders { nodes { id } } }'),
    query('{ node(id: "x") { id } }'),
    query(nested(`id ${variants(`media { edges { node { id metafields { edges { node { id } } } } } }`)}`)),
    query(nested(`id ${['a', 'b', 'c', 'd', 'e'].map((alias) => `${alias}: ${variants('')}`).join(' ')}`)),
    query(nested(variants(''))),
    query('mutation { tagsAdd { userErrors { field } } }'),
    [busy(5, 'Query'), query(nested('id'))],
  ]),
];
