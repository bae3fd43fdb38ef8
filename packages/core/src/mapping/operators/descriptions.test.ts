import { expect, test } from 'vitest';

import { operatorOf } from '../expression-schema.ts';
import type { Expression } from '../expression.ts';

const name = { op: 'attribute', code: 'name' };

test.each<[Expression, string]>([
  [{ op: 'asset' }, 'asset 1'],
  [{ op: 'asset', role: 'main', position: 2 }, 'asset 2 of role “main”'],
  [{ op: 'assets' }, 'all assets'],
  [{ op: 'assets', roles: ['main', 'gallery'] }, 'assets of role main, gallery'],
  [{ op: 'attributeLabel', of: name }, 'label of the attribute'],
  [{ op: 'attributeLabel', code: 'color' }, 'label of the attribute “color”'],
  [{ op: 'categoryPath' }, 'the path of the first category'],
  [{ op: 'categoryPath', categories: 'all' }, 'the path of every category'],
  [{ op: 'compare', of: name, is: '<', to: 5 }, 'whether it is < “5”'],
  [{ op: 'compare', of: name, is: '!=', to: name }, 'whether it is != another value'],
  [{ op: 'identifier', scheme: 'gtin' }, 'identifier “gtin”'],
  [{ op: 'identifier', scheme: 'gtin', packaging: 'case' }, 'identifier “gtin” of the case'],
  [{ op: 'includes', of: name, value: 'a' }, 'whether it has “a” in it'],
  [{ op: 'includes', of: name, value: name }, 'whether it has a value in it'],
  [{ op: 'inventory' }, 'stock of all locations'],
  [{ op: 'inventory', locations: ['porto', 'berlin'] }, 'stock of porto, berlin'],
  [{ op: 'languageTagged', of: name }, 'tagged in every locale'],
  [{ op: 'languageTagged', of: name, locales: ['de-DE', 'fr-FR'] }, 'tagged in de-DE and fr-FR'],
  [{ op: 'localized', of: name }, 'in every locale'],
  [{ op: 'localized', of: name, locales: ['de-DE'] }, 'in de-DE'],
  [{ op: 'lookup', of: name, table: {} }, 'looks up in a table'],
  [{ op: 'lookup', of: name, table: 'origins' }, 'looks up in the table “origins”'],
  [{ op: 'price', currency: 'EUR' }, 'list price in EUR'],
  [{ op: 'price', kind: 'sale', currency: 'EUR' }, 'sale price in EUR'],
  [{ op: 'prices' }, 'prices'],
  [{ op: 'prices', kinds: ['list', 'sale'], currencies: ['EUR'] }, 'prices (list, sale) in EUR'],
  [{ op: 'referenceKeys', of: name }, 'the keys of all it refers to'],
  [{ op: 'referenceKeys', of: name, entity: 'product' }, 'the keys of product it refers to'],
  [
    { op: 'referenceKeys', of: name, entity: 'referenceRecord', kind: 'brands' },
    'the keys of brands it refers to',
  ],
  [{ op: 'relations' }, 'all relations'],
  [{ op: 'relations', types: ['accessory'] }, 'relations of type accessory'],
  [{ op: 'scope', of: name, scope: null }, 'without a scope'],
  [{ op: 'scope', of: name, scope: 'print' }, 'in the scope “print”'],
  [{ op: 'sort', of: name }, 'sorted by text, ascending'],
  [{ op: 'sort', of: name, as: 'number', direction: 'descending' }, 'sorted by number, descending'],
  [{ op: 'take', of: name, last: 2 }, 'the last 2'],
  [{ op: 'take', of: name, first: 2 }, 'the first 2'],
  [{ op: 'take', of: name, from: 2 }, 'those from 2 on'],
  [{ op: 'take', of: name, from: 2, first: 3 }, 'the first 3 from 2 on'],
])('the account of %j reads well', (expression, description) => {
  expect(operatorOf(expression).explain(expression)).toBe(description);
});
