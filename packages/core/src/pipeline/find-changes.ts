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

function desireUpsert(item: PageItem, { prepared }: PageContext): void {
  const { record, data, remote, there } = item;
  if (record.op === 'delete' || data === null) return;
  const { createOnly } = prepared.mapping;
  const lasting = withoutCreateOnly(data, createOnly, () => true);
  item.sections = hashSections({ ...lasting }, prepared.definition);
  const isThere = there === null ? () => false : thereAlready(there, lasting, prepared.definition);
  const sections = changedSections(item.sections, item.fingerprint?.sections ?? {}).filter(
    (section) => !isThere(section),
  );
  if (remote !== null && sections.length === 0) {
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
    references: new Map(),
  };
}

/** Which sections need not be sent: they were read back, and are as they should be. */
function thereAlready(
  there: ReadBack,
  wanted: object,
  layout: RecordLayout,
): (section: SectionName) => boolean {
  const differing = differingSections(there, wanted, layout);
  const unreadable = unreadableSections(there, wanted, layout);
  return (section) => !differing.has(section) && !unreadable.has(section);
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
