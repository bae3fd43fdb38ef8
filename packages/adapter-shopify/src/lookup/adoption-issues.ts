import type { Adoption, Issue, RecordKey } from '@pim-connector/core';

import type { AdoptionCandidate } from '../documents/adoption-documents.ts';

const shown = 5;

/** Several things could be the record. */
export function ambiguous(
  { by, value }: Adoption,
  candidates: readonly AdoptionCandidate[],
  path: string,
): Issue {
  const names = candidates.slice(0, shown).map(({ id, title }) => `“${title}” (${id})`);
  const more = candidates.length > shown ? ` and ${candidates.length - shown} more` : '';
  return {
    code: 'record.ambiguous',
    severity: 'error',
    message: `Several products of the shop could be this one by ${by} ${value}: ${names.join(', ')}${more}`,
    hint: `Give all but one of them another ${by} in Shopify, or take ${by} out of the rules by which products are adopted.`,
    path,
  };
}

/** What could be the record is another one already. */
export function taken(
  { by, value }: Adoption,
  { id, title }: Pick<AdoptionCandidate, 'id' | 'title'>,
  holder: RecordKey,
  path: string,
): Issue {
  return {
    code: 'record.ambiguous',
    severity: 'error',
    message: `“${title}” (${id}) has the ${by} ${value}, but is the record “${holder}” already`,
    hint: `Give one of the two records another ${by}, or remove the record “${holder}” first.`,
    path,
  };
}
