import { expect, test } from 'vitest';

import { productSchema } from '../model/index.ts';
import { issuesOfZod } from './zod-issue.ts';

test('an issue names the attribute, the locale and the value, in one sentence', () => {
  const weight = { locale: 'de-DE', scope: null, data: { amount: '2', unit: 'STONE' } };
  const product = {
    key: 'p',
    attributes: {},
    variants: [{ key: 'v', attributes: { weight: { type: 'quantity', values: [weight] } } }],
  };
  const { error } = productSchema.safeParse(product);
  expect(error === undefined ? [] : issuesOfZod(error, product)).toEqual([
    {
      code: 'value.invalid',
      severity: 'error',
      message:
        '“variants.0.attributes.weight.values.0.data.unit” is not a unit code of UN/ECE Recommendation 20, such as “KGM” or “CMT”',
      path: 'variants.0.attributes.weight.values.0.data.unit',
      attribute: 'weight',
      locale: 'de-DE',
      variant: 'v',
      value: 'STONE',
    },
  ]);
});
