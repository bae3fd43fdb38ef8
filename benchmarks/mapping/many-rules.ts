import type { Mapping, Rule } from '@pim-connector/core';

import { shopMapping } from './shop-mapping.ts';

const rules = Array.from({ length: 200 }, (_, index): Rule => {
  const rule = shopMapping.rules[index % shopMapping.rules.length] as Rule;
  return { ...rule, to: `part${Math.floor(index / shopMapping.rules.length)}.${rule.to}` };
});

/** A mapping of 200 rules: those of the shop, again and again. */
export const manyRules: Mapping = { ...shopMapping, rules };
