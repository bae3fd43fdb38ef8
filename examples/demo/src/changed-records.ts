import type { Catalogue } from '@pim-connector/testkit';

import { demoEntities } from './demo-pipeline.ts';

const shopNames = { category: 'categories', asset: 'assets', product: 'products' } as const;

/**
 * The records that a shop with one catalogue has to be told of to have another, as `products TNT-000001`: those that
 * are new or not the same, without those that have a planted fault.
 */
export function changedRecords(before: Catalogue, after: Catalogue): ReadonlySet<string> {
  const faulty = new Set(after.faults.map(({ key }) => key));
  const found = new Set<string>();
  for (const entity of demoEntities) {
    for (let index = 0; index < after.size(entity); index += 1) {
      const old = index < before.size(entity) ? before.recordsAt(entity, index) : [];
      for (const [place, record] of after.recordsAt(entity, index).entries()) {
        const isFaulty = entity === 'product' && faulty.has(record.key);
        if (isFaulty || JSON.stringify(record) === JSON.stringify(old[place])) continue;
        found.add(`${shopNames[entity]} ${record.key}`);
      }
    }
  }
  return found;
}
