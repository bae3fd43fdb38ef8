import { expect, test } from 'vitest';

import { fieldsToSend } from './fields-to-send.ts';

const sections = { price: 'prices', stock: 'inventory' };
const data = { name: 'Tea', price: null, stock: 0, variants: [{}] };

test.each([
  [['prices'], { price: null }],
  [['inventory', 'prices'], { price: null, stock: 0 }],
  [['content'], { name: 'Tea' }],
  [[], {}],
])('of the sections %j, %j is sent', (differing, sent) => {
  expect(fieldsToSend({ data, sections: differing }, sections)).toEqual(sent);
});

test('what no rule has set is not sent, also not as null', () => {
  expect(fieldsToSend({ data: { name: undefined }, sections: ['content'] }, sections)).toStrictEqual({});
});
