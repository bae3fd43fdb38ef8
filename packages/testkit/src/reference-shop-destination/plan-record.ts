import { sectionOf } from '@pim-connector/core';
import type {
  DesiredDelete,
  DesiredRecord,
  DesiredUpsert,
  JsonValue,
  PlannedOperation,
  SectionMap,
} from '@pim-connector/core';

import type { ShopMode } from './destination-config.ts';
import { identityOf } from './identity-of.ts';
import { maxBatchItems } from './shop-capabilities.ts';
import { shopRecords } from './shop-records.ts';
import type { ShopEntityName, ShopRecords } from './shop-records.ts';

type Fields = Readonly<Record<string, unknown>>;
type Identity = Readonly<Record<string, string>>;

/** Works out what is sent for a record: everything if the shop does not have it, else the sections that changed. */
export function planRecord(
  record: DesiredRecord<ShopRecords>,
  mode: Pick<ShopMode, 'identity'>,
): PlannedOperation {
  const identified = identityFields(record, mode);
  return record.op === 'delete' ? planDelete(record, identified) : planUpsert(record, identified);
}

/** What says which item is meant: the key, or the id that the shop has given, and what tells the shop our key. */
function identityFields(
  { entity, key, remote }: DesiredRecord<ShopRecords>,
  { identity }: Pick<ShopMode, 'identity'>,
): Identity {
  if (entity !== 'product' || identity === 'natural') return { [identityOf(entity)]: key };
  return remote === null ? { reference: key } : { id: remote.id };
}

function planUpsert(record: DesiredUpsert<ShopEntityName>, identified: Identity): PlannedOperation {
  const { entity, key, remote } = record;
  const fields = remote === null ? (record.data as Fields) : changedFields(record);
  const payload = { ...fields, ...identified };
  // Prices and stock belong to variants, which exist already.
  const isNew = remote === null && entity !== 'price' && entity !== 'inventory';
  return {
    entity,
    key,
    action: Object.keys(payload).length === 1 ? 'none' : isNew ? 'create' : 'update',
    sections: record.sections,
    payload: payload as JsonValue,
    ...('variants' in fields ? { data: record.variantKeys } : {}),
    calls: 1 / maxBatchItems,
  };
}

function changedFields(record: DesiredUpsert<ShopEntityName>): Fields {
  const { variants, ...fields } = record.data as Fields;
  const { sections }: { sections: SectionMap } = shopRecords[record.entity];
  const changed = new Set(record.sections);
  const own = pick(fields, (name) => changed.has(sectionOf(sections, name)));
  if (!isList(variants)) return own;
  const inVariants = (name: string) => changed.has(sectionOf(sections, `variants.${name}`));
  const sent = variants.map((variant, index) =>
    isKnownVariant(record, index) ? pick(variant, (name) => name === 'sku' || inVariants(name)) : variant,
  );
  // A list of nothing but SKUs says that there are no other variants; that is news only if the content changed.
  const isNews =
    changed.has(sectionOf(sections, 'variants')) || sent.some((each) => Object.keys(each).length > 1);
  return isNews ? { ...own, variants: sent } : own;
}

// Sections are no guide for a variant that is new to the shop: all of it has to be sent.
function isKnownVariant({ remote, variantKeys }: DesiredUpsert, index: number): boolean {
  const key = variantKeys[index];
  return key !== undefined && Object.hasOwn(remote?.variants ?? {}, key);
}

function planDelete(
  { entity, key, mode }: DesiredDelete<ShopEntityName>,
  identified: Identity,
): PlannedOperation {
  const status = { archive: 'archived', unpublish: 'draft', delete: undefined }[mode];
  return {
    entity,
    key,
    action: 'delete',
    sections: [],
    payload: { ...identified, ...(status === undefined ? {} : { status }) },
    calls: 1 / maxBatchItems,
  };
}

function pick(fields: Fields, wanted: (name: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => wanted(name)));
}

function isList(value: unknown): value is readonly Fields[] {
  return Array.isArray(value);
}
