import { describe, expect, test } from 'vitest';

import type { DesiredStructure, ReconcileOptions } from './desired-structure.ts';
import type { ProductStructure } from './product-structure.ts';
import { reconcileStructure } from './reconcile-structure.ts';

const careful: ReconcileOptions = {
  ours: new Set(['v1', 'v2']),
  ourOptions: new Set(['Size']),
  own: false,
  complete: true,
};

function shop(
  options: Readonly<Record<string, readonly string[]>>,
  variants: readonly (readonly [string, string | null, ...string[]])[],
): ProductStructure {
  const names = Object.keys(options);
  return {
    id: 'p',
    handle: 'p',
    options: names.map((name) => ({
      id: `o-${name}`,
      name,
      optionValues: (options[name] ?? []).map((value) => ({ id: `${name}-${value}`, name: value })),
    })),
    variants: variants.map(([id, sku, ...values]) => ({
      id,
      sku,
      inventoryItem: `i-${id}`,
      values: new Map(names.map((name, place) => [name, values[place] ?? ''])),
    })),
  };
}

function wanted(
  options: readonly string[],
  variants: readonly (readonly [string, string | null, ...string[]])[],
): DesiredStructure {
  return { options, variants: variants.map(([sku, id, ...values]) => ({ key: sku, sku, id, values })) };
}

const sizes = shop({ Size: ['S', 'M'] }, [
  ['v1', 'a', 'S'],
  ['v2', 'b', 'M'],
]);

describe('reconcileStructure', () => {
  test('finds nothing to do where all is as it should be', () => {
    const reconciled = reconcileStructure(
      wanted(
        ['Size'],
        [
          ['a', 'v1', 'S'],
          ['b', 'v2', 'M'],
        ],
      ),
      sizes,
      careful,
    );
    expect(reconciled).toMatchObject({ kind: 'same', variants: [{ id: 'v1' }, { id: 'v2' }] });
  });

  test.each<[string, DesiredStructure, object]>([
    [
      'renames an option',
      wanted(
        ['Fit'],
        [
          ['a', 'v1', 'S'],
          ['b', 'v2', 'M'],
        ],
      ),
      { options: [{ id: 'o-Size', name: 'Fit' }], variants: [{ id: 'v1' }, { id: 'v2' }] },
    ],
    [
      'renames a value',
      wanted(
        ['Size'],
        [
          ['a', 'v1', 'Small'],
          ['b', 'v2', 'M'],
        ],
      ),
      {
        options: [
          {
            id: 'o-Size',
            values: [
              { id: 'Size-S', name: 'Small' },
              { id: 'Size-M', name: 'M' },
            ],
          },
        ],
        variants: [
          { id: 'v1', values: ['Small'] },
          { id: 'v2', values: ['M'] },
        ],
      },
    ],
    [
      'adds an option',
      wanted(
        ['Size', 'Color'],
        [
          ['a', 'v1', 'S', 'red'],
          ['b', 'v2', 'M', 'red'],
        ],
      ),
      {
        options: [{ id: 'o-Size' }, { name: 'Color', values: [{ name: 'red' }] }],
        variants: [{ id: 'v1' }, { id: 'v2' }],
      },
    ],
    [
      'reorders variants',
      wanted(
        ['Size'],
        [
          ['b', 'v2', 'M'],
          ['a', 'v1', 'S'],
        ],
      ),
      { variants: [{ id: 'v2' }, { id: 'v1' }] },
    ],
    [
      'adds a variant',
      wanted(
        ['Size'],
        [
          ['a', 'v1', 'S'],
          ['b', 'v2', 'M'],
          ['c', null, 'L'],
        ],
      ),
      { variants: [{ id: 'v1' }, { id: 'v2' }, { id: null, index: 2 }] },
    ],
    ['takes away a variant of ours', wanted(['Size'], [['a', 'v1', 'S']]), { variants: [{ id: 'v1' }] }],
  ])('%s, and no variant loses its id', (_what, desired, expected) => {
    const reconciled = reconcileStructure(desired, sizes, careful);
    expect(reconciled).toMatchObject({ kind: 'set', ...expected });
    const known = desired.variants.filter(({ id }) => id !== null).map(({ id }) => id);
    const kept = reconciled.kind === 'set' ? reconciled.variants.map(({ id }) => id) : [];
    expect(kept).toEqual(expect.arrayContaining(known));
  });

  test('keeps a variant that was added in Shopify', () => {
    const more = shop({ Size: ['S', 'M', 'XXL'] }, [
      ['v1', 'a', 'S'],
      ['v2', 'b', 'M'],
      ['v9', null, 'XXL'],
    ]);
    const desired = wanted(
      ['Size'],
      [
        ['a', 'v1', 'S'],
        ['c', null, 'L'],
      ],
    );
    expect(reconcileStructure(desired, more, careful)).toMatchObject({
      kind: 'set',
      variants: [{ id: 'v1' }, { id: null }, { id: 'v9', index: null, values: ['XXL'] }],
    });
    expect(reconcileStructure(desired, more, { ...careful, own: true })).toMatchObject({
      kind: 'set',
      variants: [{ id: 'v1' }, { id: null }],
    });
  });

  test('refuses what would leave a variant of others without a value', () => {
    const more = shop({ Size: ['S', 'XXL'] }, [
      ['v1', 'a', 'S'],
      ['v9', 'theirs', 'XXL'],
    ]);
    const desired = wanted(['Size', 'Color'], [['a', 'v1', 'S', 'red']]);
    expect(reconcileStructure(desired, more, careful)).toMatchObject({
      kind: 'refused',
      issues: [{ path: 'options', message: expect.stringContaining('theirs') }],
    });
  });

  test('keeps an option that was added in Shopify', () => {
    const more = shop({ Size: ['S', 'M'], Engraving: ['no', 'yes'] }, [
      ['v1', 'a', 'S', 'no'],
      ['v2', 'b', 'M', 'yes'],
    ]);
    const desired = wanted(
      ['Size'],
      [
        ['a', 'v1', 'S'],
        ['b', 'v2', 'L'],
      ],
    );
    expect(reconcileStructure(desired, more, careful)).toMatchObject({
      kind: 'set',
      options: [{ name: 'Size' }, { id: 'o-Engraving', name: 'Engraving' }],
      variants: [{ values: ['S', 'no'] }, { values: ['L', 'yes'] }],
    });
  });

  test('never deletes by a record that is partial', () => {
    expect(
      reconcileStructure(wanted(['Size'], [['a', 'v1', 'S']]), sizes, { ...careful, complete: false }),
    ).toMatchObject({ kind: 'same', variants: [{ id: 'v1' }] });
  });

  test('turns the stand-in of a simple product into its first real variant', () => {
    const simple = shop({ Title: ['Default Title'] }, [['v1', 'a', 'Default Title']]);
    expect(
      reconcileStructure(
        wanted(
          ['Size'],
          [
            ['a', 'v1', 'S'],
            ['b', null, 'M'],
          ],
        ),
        simple,
        careful,
      ),
    ).toMatchObject({
      kind: 'set',
      options: [{ name: 'Size', values: [{ name: 'S' }, { name: 'M' }] }],
      variants: [{ id: 'v1' }, { id: null }],
    });
  });

  test('lets the stand-in go where a product gets options, even if its variant is not ours', () => {
    const standIn = shop({ Title: ['Default Title'] }, [['v1', null, 'Default Title']]);
    const nothingIsOurs = { ...careful, ours: new Set<string>(), ourOptions: new Set<string>() };
    expect(reconcileStructure(wanted(['Size'], [['a', null, 'S']]), standIn, nothingIsOurs)).toMatchObject({
      kind: 'set',
      options: [{ name: 'Size', values: [{ name: 'S' }] }],
      variants: [{ id: null, index: 0 }],
    });
  });

  test('knows the one variant of a simple product whatever its SKU', () => {
    const simple = shop({ Title: ['Default Title'] }, [['v1', 'old', 'Default Title']]);
    expect(reconcileStructure(wanted([], [['new', null]]), simple, careful)).toMatchObject({
      kind: 'same',
      variants: [{ id: 'v1' }],
    });
  });

  test('knows a variant by our link, though another one has its SKU and its values', () => {
    const desired = wanted(
      ['Size'],
      [
        ['b', 'v1', 'M'],
        ['c', 'v2', 'L'],
      ],
    );
    expect(reconcileStructure(desired, sizes, careful)).toMatchObject({
      kind: 'set',
      variants: [
        { id: 'v1', values: ['M'] },
        { id: 'v2', values: ['L'] },
      ],
    });
  });

  test('knows a simple product, and one that becomes simple again', () => {
    const simple = shop({ Title: ['Default Title'] }, [['v1', 'a', 'Default Title']]);
    expect(reconcileStructure(wanted([], [['a', 'v1']]), simple, careful)).toMatchObject({ kind: 'same' });
    expect(reconcileStructure(wanted([], [['a', 'v1']]), sizes, careful)).toMatchObject({
      kind: 'set',
      options: [{ name: 'Title', values: [{ name: 'Default Title' }] }],
      variants: [{ id: 'v1', values: ['Default Title'] }],
    });
  });

  test('knows a variant by its SKU only where that is of one', () => {
    const twins = shop({ Size: ['S', 'M'] }, [
      ['v7', 'a', 'S'],
      ['v8', 'a', 'M'],
    ]);
    const reconciled = reconcileStructure(wanted(['Size'], [['a', null, 'M']]), twins, careful);
    expect(reconciled).toMatchObject({ kind: 'set', variants: [{ id: 'v8' }, { id: 'v7', index: null }] });
  });
});

describe('what a merchant renamed', () => {
  const renamed = shop({ Fit: ['S', 'M'], Material: ['Wool'] }, [
    ['v1', 'a', 'S', 'Wool'],
    ['v2', 'b', 'M', 'Wool'],
  ]);

  test('is our option by the values of its variants, though he added another one: it is not made a second time', () => {
    const desired = wanted(
      ['Size'],
      [
        ['a', 'v1', 'S'],
        ['b', 'v2', 'M'],
      ],
    );
    expect(reconcileStructure(desired, renamed, careful)).toMatchObject({
      kind: 'set',
      options: [
        { id: 'o-Fit', name: 'Size' },
        { id: 'o-Material', name: 'Material' },
      ],
      variants: [{ values: ['S', 'Wool'] }, { values: ['M', 'Wool'] }],
    });
  });
});

describe('a record that does not speak of all variants', () => {
  const partial = { ...careful, complete: false };

  test('leaves the others where they are', () => {
    expect(reconcileStructure(wanted(['Size'], [['b', 'v2', 'M']]), sizes, partial)).toMatchObject({
      kind: 'same',
      variants: [{ id: 'v2' }],
    });
    expect(reconcileStructure(wanted(['Size'], [['c', null, 'L']]), sizes, partial)).toMatchObject({
      kind: 'set',
      variants: [{ id: 'v1' }, { id: 'v2' }, { id: null, index: 0 }],
    });
  });
});
