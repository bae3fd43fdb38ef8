import { isConnectorError } from '@pim-connector/core';
import type { ConnectorTools } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { foldCode, objectsOf, textOf, textsOf } from './api-values.ts';
import type { ConversionNotes } from './conversion-notes.ts';
import { allItems } from './list-pages.ts';
import type { ApiItem } from './list-pages.ts';

/** What products need to know of families; asked for when it is needed, and once. */
export interface FamilyFacts {
  /** Reads the families, if that was not done yet. */
  readonly prepare: () => Promise<void>;
  /** Code of the attribute that holds the main picture. Knows nothing before `prepare`. */
  readonly mainImageOf: (family: string | null) => string | null;
  /** What the articles of a family variant differ by, outermost level first. */
  readonly axes: (family: string | null, familyVariant: string | null) => Promise<readonly string[]>;
}

/** Makes the facts of one pass. A family that may not be read is told once, and the others go on. */
export function familyFacts(
  client: AkeneoClient,
  tools: ConnectorTools,
  signal: AbortSignal,
  notes: ConversionNotes,
): FamilyFacts {
  let images: Map<string, string> | null = null;
  const variants = new Map<string, Promise<ReadonlyMap<string, readonly string[]>>>();

  async function listed(path: string, what: string): Promise<readonly ApiItem[]> {
    try {
      return await allItems(client, { path, paging: 'page', limit: 100 }, tools, signal);
    } catch (error) {
      if (!isConnectorError(error, 'permission.denied', 'resource.missing')) throw error;
      notes.note(path, () => ({
        code: 'akeneo.families_unreadable',
        message: `${what}: ${error.message}`,
        hint: error.hint,
      }));
      return [];
    }
  }

  async function axesOf(family: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const path = `families/${encodeURIComponent(family)}/variants`;
    const items = await listed(path, `It is not known what the articles of the family “${family}” differ by`);
    return new Map(items.map((item) => [foldCode(textOf(item['code']) ?? ''), axesIn(item)]));
  }

  return {
    async prepare() {
      if (images !== null) return;
      const items = await listed('families', 'It is not known which pictures are the main ones');
      images = new Map(
        items.flatMap(({ code, attribute_as_image: image }) =>
          typeof code === 'string' && typeof image === 'string' ? [[foldCode(code), image]] : [],
        ),
      );
    },
    mainImageOf: (family) => (family === null ? null : (images?.get(foldCode(family)) ?? null)),
    async axes(family, familyVariant) {
      if (family === null || familyVariant === null) return [];
      const key = foldCode(family);
      const known = variants.get(key) ?? axesOf(family);
      variants.set(key, known);
      return (await known).get(foldCode(familyVariant)) ?? [];
    },
  };
}

/** The axes of all levels, outermost first. */
function axesIn(familyVariant: ApiItem): readonly string[] {
  return levelsOf(familyVariant).flatMap(({ axes }) => textsOf(axes));
}

/** The levels of a family variant in their order. */
export function levelsOf(familyVariant: ApiItem): readonly ApiItem[] {
  return objectsOf(familyVariant['variant_attribute_sets']).toSorted(
    (a, b) => Number(a['level']) - Number(b['level']),
  );
}
