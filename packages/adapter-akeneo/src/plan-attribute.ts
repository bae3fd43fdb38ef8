import type { DesiredUpsert, Issue, PlannedOperation } from '@pim-connector/core';

import type { AttributeFacts, CatalogueStructure } from './catalogue-structure.ts';
import type { AkeneoRecords } from './destination-records.ts';
import type { PlannedLine } from './planned-write.ts';
import { labelsLine, structureOperation } from './structure-operation.ts';
import { writeAttribute } from './write-attribute.ts';

type AttributeRecord = AkeneoRecords['attribute'];

/** What planning attributes needs to know. */
export interface AttributePlanning {
  readonly structure: CatalogueStructure;
  /** Codes of the attribute groups that the PIM has. */
  readonly groups: ReadonlySet<string>;
  /** Group of new attributes that name none, or one that the PIM does not have. */
  readonly defaultGroup: string;
}

/** An attribute, then the options of its list. */
export function planAttribute(
  { key, data, ...rest }: DesiredUpsert<'attribute', AttributeRecord>,
  planning: AttributePlanning,
): PlannedOperation {
  const { structure } = planning;
  const known = structure.attributes.get(key);
  const { type, localizable, scopable, unique, options = [] } = data;
  const group = groupOf(data, known, planning);
  const written = writeAttribute(data, known, structure);
  const line = {
    code: key,
    type,
    ...(group.code === undefined ? {} : { group: group.code }),
    ...(localizable === undefined ? {} : { localizable }),
    ...(scopable === undefined ? {} : { scopable }),
    ...(unique === undefined ? {} : { unique }),
    ...written.properties,
    ...labelsLine(data.labels, structure),
  };
  const sends = (section: string) => known === undefined || rest.sections.includes(section);
  const path = `attributes/${encodeURIComponent(key)}/options`;
  const lines = options.map(({ code, position, labels }): PlannedLine => ({
    stage: 1,
    path,
    line: {
      code,
      ...(position === undefined ? {} : { sort_order: position }),
      ...labelsLine(labels, structure),
    },
  }));
  return structureOperation(
    { key, ...rest },
    [
      ...(sends('content') ? [{ stage: 0, path: 'attributes', line }] : []),
      ...(sends('options') ? lines : []),
    ],
    [...typeIssues(key, type, known), ...group.issues, ...written.issues],
  );
}

function groupOf(
  { group }: AttributeRecord,
  known: AttributeFacts | undefined,
  { groups, defaultGroup }: AttributePlanning,
): { readonly code?: string; readonly issues: readonly Issue[] } {
  if (group !== undefined && groups.has(group)) return { code: group, issues: [] };
  const place = known === undefined ? { code: defaultGroup } : {};
  return { ...place, issues: group === undefined ? [] : [noGroup(group, defaultGroup)] };
}

function noGroup(group: string, defaultGroup: string): Issue {
  return {
    code: 'akeneo.unknown_group',
    severity: 'warning',
    message: `The PIM has no attribute group “${group}”, or does not show it`,
    hint: `New attributes come into “${defaultGroup}”; make the group in the PIM, or correct the mapping.`,
    path: 'group',
  };
}

function typeIssues(key: string, type: string, known: AttributeFacts | undefined): readonly Issue[] {
  if (known === undefined || known.apiType === type) return [];
  return [
    {
      code: 'value.invalid',
      severity: 'error',
      message: `The PIM has “${key}” as “${known.apiType}”; the type of an attribute cannot be changed to “${type}”`,
      path: 'type',
    },
  ];
}
