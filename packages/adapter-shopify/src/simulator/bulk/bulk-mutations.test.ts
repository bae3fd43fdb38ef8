import { describe, expect, test } from 'vitest';

import { upload } from '../testing/media-and-bulk-triggers.ts';
import { makeScene } from '../testing/scene.ts';
import type { Scene } from '../testing/scene.ts';

const mutation =
  'mutation Set($input: ProductSetInput!) { productSet(input: $input) { product { title } userErrors { message } } }';
const day = 86_400_000;

async function run(scene: Scene, lines: readonly string[]): Promise<string> {
  const stagedUploadPath = await upload(scene, lines.join('\n'));
  const { payload } = await scene.mutate(
    'bulkOperationRunMutation',
    { mutation, stagedUploadPath },
    'bulkOperation { id status }',
  );
  expect(payload).toMatchObject({ bulkOperation: { status: 'CREATED' }, userErrors: [] });
  return (payload['bulkOperation'] as { readonly id: string }).id;
}

async function look({ shop }: Scene, id: string) {
  const { url, partialDataUrl, ...operation } = (await shop.data(
    'query Look($id: ID!) { bulkOperation(id: $id) { status errorCode objectCount url partialDataUrl } }',
    { id },
  )) as unknown as Record<string, string | null>;
  const address = url ?? partialDataUrl ?? null;
  const response = address === null ? null : await shop.simulator.handler(new Request(address));
  const text = response?.ok === true ? await response.text() : null;
  return { ...operation, address, partial: partialDataUrl !== null, lines: text?.trim().split('\n') ?? null };
}

const title = (name: string) => JSON.stringify({ input: { title: name } });

describe('a bulk mutation', () => {
  test('carries out its lines; that it is completed says nothing of them', async () => {
    const scene = await makeScene();
    const id = await run(scene, [title('One'), title(' '), 'no JSON', title('Four'), '{"input":5}']);
    await scene.shop.clock.advance(10_000);
    const { lines, ...operation } = await look(scene, id);
    expect(operation).toMatchObject({ status: 'COMPLETED', errorCode: null, objectCount: '5' });
    const rows = (lines ?? []).map((line) => JSON.parse(line) as unknown);
    expect(rows).toMatchObject([
      { data: { productSet: { product: { title: 'One' }, userErrors: [] } }, __lineNumber: 0 },
      { data: { productSet: { product: null, userErrors: [{}] } }, __lineNumber: 1 },
      { errors: [{}], __lineNumber: 2 },
      { data: { productSet: { product: { title: 'Four' } } }, __lineNumber: 3 },
      { errors: [{ extensions: { code: 'INVALID_VARIABLE' } }], __lineNumber: 4 },
    ]);
    expect(scene.shop.simulator.state.products.size).toBe(4);
  });

  test('does its work when its time has come, whoever asks for what', async () => {
    const scene = await makeScene();
    await run(scene, [title('One')]);
    await scene.shop.clock.advance(10_000);
    await scene.shop.data('{ shop { name } }');
    expect(scene.shop.simulator.state.products.size).toBe(3);
  });

  test('that fails leaves a part of the result, and the rest undone', async () => {
    const scene = await makeScene();
    scene.shop.simulator.bulk.failNext(1);
    const id = await run(scene, [title('One'), title('Two')]);
    await scene.shop.clock.advance(10_000);
    const operation = await look(scene, id);
    expect(operation).toMatchObject({ status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR', partial: true });
    expect(operation.lines?.length).toBe(1);
    expect(scene.shop.simulator.state.products.size).toBe(3);
  });

  test('that is cancelled has done what it had come to', async () => {
    const scene = await makeScene({ behaviour: { bulkStart: 1_000, bulkLine: 1_000 } });
    const id = await run(scene, [title('One'), title('Two'), title('Three')]);
    await scene.shop.clock.advance(3_500);
    await scene.mutate('bulkOperationCancel', { id });
    expect(await look(scene, id)).toMatchObject({ status: 'CANCELING' });
    await scene.shop.clock.advance(100);
    const operation = await look(scene, id);
    expect(operation).toMatchObject({ status: 'CANCELED', partial: true });
    expect(operation.lines?.length).toBe(2);
    expect(scene.shop.simulator.state.products.size).toBe(4);
  });

  test('that takes longer than a day is stopped, with what it had come to', async () => {
    const scene = await makeScene({ behaviour: { bulkStart: 1_000, bulkLine: 10 * 3_600_000 } });
    const id = await run(scene, [title('One'), title('Two'), title('Three')]);
    await scene.shop.clock.advance(day - 1);
    expect(await look(scene, id)).toMatchObject({ status: 'RUNNING', errorCode: null, objectCount: '2' });
    await scene.shop.clock.advance(1);
    const operation = await look(scene, id);
    expect(operation).toMatchObject({ status: 'FAILED', errorCode: 'TIMEOUT', partial: true });
    expect(operation.lines?.length).toBe(2);
    expect(scene.shop.simulator.state.products.size).toBe(4);
  });

  test('tells while it runs how far it has come', async () => {
    const scene = await makeScene({ behaviour: { bulkStart: 1_000, bulkLine: 1_000 } });
    const id = await run(scene, [title('One'), title('Two'), title('Three')]);
    await scene.shop.clock.advance(2_500);
    expect(await look(scene, id)).toMatchObject({ status: 'RUNNING', objectCount: '1', address: null });
    await scene.shop.clock.advance(2_000);
    expect(await look(scene, id)).toMatchObject({ status: 'COMPLETED', objectCount: '3' });
  });

  test('may be refused because of a limit, or a file that cannot be read now', async () => {
    const scene = await makeScene();
    const stagedUploadPath = await upload(scene, title('One'));
    for (const code of ['LIMIT_REACHED', 'INTERNAL_FILE_SERVER_ERROR'] as const) {
      scene.shop.simulator.bulk.refuseNext(code);
      // oxlint-disable-next-line no-await-in-loop
      const refused = await scene.mutate('bulkOperationRunMutation', { mutation, stagedUploadPath });
      expect(refused.userErrors).toMatchObject([{ code }]);
    }
    await run(scene, [title('One')]);
  });

  test('keeps its result for seven days', async () => {
    const scene = await makeScene();
    const id = await run(scene, [title('One')]);
    await scene.shop.clock.advance(10_000);
    const { address } = await look(scene, id);
    await scene.shop.clock.advance(6 * day);
    expect(await look(scene, id)).toMatchObject({ status: 'COMPLETED', address });
    await scene.shop.clock.advance(day);
    expect(await look(scene, id)).toMatchObject({ status: 'EXPIRED', address: null });
    expect((await scene.shop.simulator.handler(new Request(address ?? ''))).status).toBe(400);
  });

  test('has five slots, found again by their status', async () => {
    const scene = await makeScene();
    const ids: string[] = [];
    // oxlint-disable-next-line no-await-in-loop
    for (let slot = 0; slot < 5; slot += 1) ids.push(await run(scene, [title(`${slot}`)]));
    const stagedUploadPath = await upload(scene, title('six'));
    const sixth = await scene.mutate('bulkOperationRunMutation', { mutation, stagedUploadPath });
    expect(sixth.userErrors).toMatchObject([{ code: 'OPERATION_IN_PROGRESS' }]);
    for (const id of ids) expect(sixth.userErrors[0]?.message).toContain(id);
    const running = await scene.shop.data(
      '{ bulkOperations(first: 9, query: "status:running operation_type:mutation") { nodes { id query } } }',
    );
    expect(running).toEqual({ nodes: ids.toReversed().map((id) => ({ id, query: mutation })) });
    await scene.shop.clock.advance(10_000);
    await run(scene, [title('six')]);
  });

  test('refuses a mutation that the schema does not have, before anything is done', async () => {
    const scene = await makeScene();
    const stagedUploadPath = await upload(scene, title('One'));
    const { userErrors } = await scene.mutate('bulkOperationRunMutation', {
      mutation: 'mutation { productSet(input: { title: "x" }) { nothing } }',
      stagedUploadPath,
    });
    expect(userErrors).toMatchObject([{ code: 'INVALID_MUTATION' }]);
  });
});

test('a bulk query gives a line per object, children behind their parents, also of objects within', async () => {
  const scene = await makeScene();
  const query = /* GraphQL */ `
    {
      products {
        edges {
          node {
            id
            variants {
              edges {
                node {
                  id
                  inventoryItem {
                    inventoryLevels {
                      edges {
                        node {
                          id
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  `;
  const { payload } = await scene.mutate('bulkOperationRunQuery', { query }, 'bulkOperation { id }');
  await scene.shop.clock.advance(10_000);
  const { lines } = await look(scene, (payload['bulkOperation'] as { readonly id: string }).id);
  const rows = (lines ?? []).map(
    (line) => JSON.parse(line) as { readonly id: string; readonly __parentId?: string },
  );
  expect(rows.length).toBe(2 + 5 + 5);
  expect(rows[0]).toEqual({ id: scene.product.id });
  expect(rows[1]).toEqual({ id: scene.variantIds[0], inventoryItem: {}, __parentId: scene.product.id });
  expect(rows[2]).toMatchObject({ __parentId: scene.variantIds[0] });
});
