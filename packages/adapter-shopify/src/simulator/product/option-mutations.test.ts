import { describe, expect, test } from 'vitest';

import { makeScene } from '../testing/scene.ts';
import type { Scene } from '../testing/scene.ts';

const titlesOf = ({ shop, product }: Scene) => {
  const now = shop.simulator.state.products.get(product.id);
  if (now === undefined) throw new Error('the product is gone');
  return new Map(
    now.variants.map(({ id, valueIds }) => [
      id,
      now.options
        .map(({ values }, index) => values.find((value) => value.id === valueIds[index])?.name)
        .join('/'),
    ]),
  );
};
const color = ({ product, optionIds }: Scene) => ({ productId: product.id, option: { id: optionIds[0] } });

describe('options', () => {
  test('are renamed with their values, and no variant gets another id', async () => {
    const scene = await makeScene();
    const before = titlesOf(scene);
    const red = scene.product.options[0]?.values[0]?.id;
    await scene.mutate('productOptionUpdate', {
      ...color(scene),
      option: { id: scene.optionIds[0], name: 'Farbe' },
      optionValuesToUpdate: [{ id: red, name: 'Rot' }],
    });
    expect([...titlesOf(scene).keys()]).toEqual([...before.keys()]);
    expect([...titlesOf(scene).values()]).toEqual(['Rot/S', 'Rot/L', 'Blue/S', 'Blue/L']);
    expect(scene.shop.simulator.state.products.get(scene.product.id)?.options[0]?.name).toBe('Farbe');
  });

  test('a new value makes no variants, unless they are managed', async () => {
    const scene = await makeScene();
    await scene.mutate('productOptionUpdate', { ...color(scene), optionValuesToAdd: [{ name: 'Green' }] });
    expect(titlesOf(scene).size).toBe(4);
    await scene.mutate('productOptionUpdate', {
      ...color(scene),
      optionValuesToAdd: [{ name: 'Black' }],
      variantStrategy: 'MANAGE',
    });
    expect([...titlesOf(scene).values()]).toEqual([
      'Red/S',
      'Red/L',
      'Blue/S',
      'Blue/L',
      'Black/S',
      'Black/L',
    ]);
    expect([...titlesOf(scene).keys()].slice(0, 4)).toEqual(scene.variantIds);
  });

  test('a value is dropped with its variants if they are managed', async () => {
    const scene = await makeScene();
    await scene.mutate('productOptionUpdate', {
      ...color(scene),
      optionValuesToDelete: [scene.product.options[0]?.values[0]?.id],
      variantStrategy: 'MANAGE',
    });
    expect([...titlesOf(scene).keys()]).toEqual(scene.variantIds.slice(2));
  });

  test('are reordered together with their variants', async () => {
    const scene = await makeScene();
    await scene.mutate('productOptionsReorder', {
      productId: scene.product.id,
      options: [{ name: 'Size', values: [{ name: 'L' }] }, { name: 'Color' }],
    });
    expect([...titlesOf(scene).values()]).toEqual(['L/Red', 'L/Blue', 'S/Red', 'S/Blue']);
    expect([...titlesOf(scene).keys()].toSorted()).toEqual(scene.variantIds);
  });

  test('are added: existing variants get the first value, the others are made if wanted', async () => {
    const scene = await makeScene();
    const fit = [{ name: 'Fit', values: [{ name: 'Slim' }, { name: 'Wide' }] }];
    await scene.mutate('productOptionsCreate', { productId: scene.product.id, options: fit });
    expect(titlesOf(scene).get(scene.variantIds[0] ?? '')).toBe('Red/S/Slim');
    expect(titlesOf(scene).size).toBe(4);
    const other = await makeScene();
    await other.mutate('productOptionsCreate', {
      productId: other.product.id,
      options: fit,
      variantStrategy: 'CREATE',
    });
    expect(titlesOf(other).size).toBe(8);
    expect(titlesOf(other).get(other.variantIds[3] ?? '')).toBe('Blue/L/Slim');
  });

  test('the first one turns the default variant into a real one, which keeps its id', async () => {
    const scene = await makeScene();
    const [variant] = scene.simple.variants;
    await scene.mutate('productOptionsCreate', {
      productId: scene.simple.id,
      options: [{ name: 'Size', values: [{ name: 'S' }] }],
    });
    const made = scene.shop.simulator.state.products.get(scene.simple.id);
    expect(made?.options).toMatchObject([{ name: 'Size', values: [{ name: 'S' }] }]);
    expect(made?.variants.map(({ id }) => id)).toEqual([variant?.id]);
    await scene.mutate('productOptionsDelete', {
      productId: scene.simple.id,
      options: [made?.options[0]?.id],
    });
    const simple = scene.shop.simulator.state.products.get(scene.simple.id);
    expect(simple?.options).toMatchObject([{ name: 'Title', values: [{ name: 'Default Title' }] }]);
    expect(simple?.variants.map(({ id }) => id)).toEqual([variant?.id]);
  });

  test('with several values are deleted only by position: the first of those alike stays', async () => {
    const scene = await makeScene();
    const args = { productId: scene.product.id, options: [scene.optionIds[0]] };
    expect((await scene.mutate('productOptionsDelete', args)).userErrors).toMatchObject([
      { code: 'CANNOT_DELETE_OPTION_WITH_MULTIPLE_VALUES' },
    ]);
    const gentle = await scene.mutate('productOptionsDelete', { ...args, strategy: 'NON_DESTRUCTIVE' });
    expect(gentle.userErrors).toMatchObject([{ code: 'CANNOT_USE_NON_DESTRUCTIVE_STRATEGY' }]);
    expect(titlesOf(scene).size).toBe(4);
    await scene.mutate('productOptionsDelete', { ...args, strategy: 'POSITION' });
    expect([...titlesOf(scene).keys()]).toEqual(scene.variantIds.slice(0, 2));
  });
});
