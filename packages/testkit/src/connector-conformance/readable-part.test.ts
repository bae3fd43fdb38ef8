import { expect, test } from 'vitest';

import { readablePart } from './readable-part.ts';

const record = {
  name: 'Lamp',
  media: { front: { url: 'a' }, back: { url: 'b' } },
  variants: [{ sku: '1', image: 'c' }],
};

test('what cannot be read back is left out, however deep it stands', () => {
  const unreadable = ['media.front', 'variants.0.image', 'media.top.url', 'name.first'];
  expect(readablePart(record, unreadable)).toEqual({
    name: 'Lamp',
    media: { back: { url: 'b' } },
    variants: [{ sku: '1' }],
  });
  expect(record.media.front).toEqual({ url: 'a' });
});

test('a whole property can be unreadable', () => {
  expect(readablePart(record, ['media', 'variants'])).toEqual({ name: 'Lamp' });
});
