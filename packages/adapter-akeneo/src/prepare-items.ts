import { objectOf, objectsOf, textOf, textsOf } from './api-values.ts';
import type { ApiItem } from './list-pages.ts';
import { codeLists, productPages } from './product-list.ts';
import type { ProductReading } from './product-reading.ts';

/**
 * Finds out what some items cannot be turned into records without: how codes of options are written, and the identifiers
 * of the products that they point to by UUID. One request for up to 100 of these; products that cannot be seen keep
 * their UUID.
 */
export async function prepareItems(items: readonly ApiItem[], reading: ProductReading): Promise<void> {
  await Promise.all([reading.options.learn(items), resolveTargets(items, reading)]);
}

async function resolveTargets(items: readonly ApiItem[], reading: ProductReading): Promise<void> {
  const { structure, known } = reading;
  if (!structure.facts.hasUuids) return;
  const links = [...structure.attributes.values()].flatMap(({ code, kind }) =>
    kind === 'productLink' ? [code] : [],
  );
  const unknown = new Set<string>();
  for (const item of items) {
    for (const uuid of [...associated(item), ...linked(item, links)])
      if (!known.isKnown(uuid)) unknown.add(uuid);
  }
  for (const uuids of codeLists([...unknown])) {
    const query = {
      search: { uuid: [{ operator: 'IN', value: uuids }] },
      narrowed: { attributes: structure.identifier },
    };
    // They are remembered as they are read.
    // oxlint-disable-next-line no-await-in-loop
    for await (const { items: found } of productPages(reading, query)) if (found.length === 0) break;
  }
  for (const uuid of unknown) if (!known.isKnown(uuid)) known.note(uuid, uuid, '');
}

function associated(item: ApiItem): string[] {
  // Product models name products by identifier.
  if (textOf(item['uuid']) === null) return [];
  const plain = Object.values(objectOf(item['associations'])).flatMap((targets) =>
    textsOf(objectOf(targets)['products']),
  );
  const counted = Object.values(objectOf(item['quantified_associations'])).flatMap((targets) =>
    objectsOf(objectOf(targets)['products']).flatMap(({ uuid }) => textsOf([uuid])),
  );
  return [...plain, ...counted];
}

function linked(item: ApiItem, attributes: readonly string[]): string[] {
  const values = objectOf(item['values']);
  return attributes.flatMap((code) =>
    objectsOf(values[code]).flatMap(({ data }) => {
      const { type, id } = objectOf(data);
      return type === 'product' ? textsOf([id]) : [];
    }),
  );
}
