import type { RemoteReference } from '../connector/index.ts';
import { hashSections } from '../model/index.ts';
import type { RecordLayout, SectionHashes, SectionName } from '../model/index.ts';
import { withoutCreateOnly } from './create-only.ts';
import { differingSections, unreadableSections } from './differing-sections.ts';
import type { ReadBack } from './differing-sections.ts';
import type { PageContext } from './page-context.ts';
import { openItems, variantKeysOf } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { resolveReferences } from './resolve-references.ts';

/**
 * Stage: compares, section by section, what the mapping made with what was written last, and states what the
 * destination should have. What did not change ends here; deletes wait for the end of the pass.
 */
export async function findChanges(items: readonly PageItem[], context: PageContext): Promise<void> {
  for (const item of openItems(items)) {
    if (item.record.op === 'delete') putDeleteOff(item, context);
    else desireUpsert(item, context);
  }
  await resolveReferences(items, context);
}

function desireUpsert(item: PageItem, { prepared, lookUp }: PageContext): void {
  const { record, data, remote, adoption } = item;
  if (record.op === 'delete' || data === null) return;
  const { createOnly } = prepared.mapping;
  const lasting = withoutCreateOnly(data, createOnly, () => true);
  item.sections = hashSections({ ...lasting }, prepared.definition);
  const sections = sectionsToSend(item, item.sections, lasting, { prepared, lookUp });
  // What is adopted is written in any case: until then it is nobody’s.
  if (remote !== null && adoption === null && sections.length === 0) {
    item.result = { kind: 'unchanged' };
    return;
  }
  const variantKeys = variantKeysOf(record);
  const isKnownVariant = (index: number) => isKnown(remote, variantKeys[index]);
  item.desired = {
    op: 'upsert',
    entity: record.entity,
    key: item.key,
    data: remote === null ? data : withoutCreateOnly(data, createOnly, isKnownVariant),
    variantKeys,
    coverage: record.coverage,
    sections: remote === null ? Object.keys(item.sections) : sections,
    remote,
    ...(adoption === null ? {} : { adoption }),
    references: new Map(),
  };
}

/** Where the record was read back, what is there decides; else what was written last, as far as the store is believed. */
function sectionsToSend(
  { there, fingerprint }: PageItem,
  now: SectionHashes,
  wanted: object,
  { prepared: { definition, destination }, lookUp }: Pick<PageContext, 'prepared' | 'lookUp'>,
): SectionName[] {
  const changed = changedSections(now, fingerprint?.sections ?? {});
  if (there === null) return lookUp && !destination.readBack ? Object.keys(now) : changed;
  const differing = differingSections(there, wanted, definition);
  const unreadable = unreadableSections(there, wanted, definition);
  const isUnknown = (section: SectionName) =>
    unreadable.has(section) && (lookUp || changed.includes(section));
  return Object.keys(now).filter((section) => differing.has(section) || isUnknown(section));
}

// Only when a pass has ended is it known how many deletes there are, and the fuse can tell whether they run away.
function putDeleteOff(item: PageItem, { deleteMode }: PageContext): void {
  if (deleteMode === null)
    item.result = { kind: 'skipped', reason: 'the pipeline keeps what the source deletes' };
  else if (item.remote === null)
    item.result = { kind: 'skipped', reason: 'it was never written, so there is nothing to delete' };
  // What was archived keeps its link; nothing was written to it since.
  else if (deleteMode !== 'delete' && item.linked && item.fingerprint === null)
    item.result = { kind: 'skipped', reason: 'it is gone already' };
  else item.result = { kind: 'parked', missing: [] };
}

function changedSections(now: SectionHashes, before: SectionHashes): SectionName[] {
  return Object.keys(now).filter((section) => now[section] !== before[section]);
}

function isKnown(remote: RemoteReference | null, variant: string | undefined): boolean {
  if (remote?.variants === undefined || variant === undefined) return true;
  return Object.hasOwn(remote.variants, variant);
}
