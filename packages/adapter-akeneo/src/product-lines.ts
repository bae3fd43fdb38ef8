import type { Coverage, Issue, JsonValue, RecordReference } from '@pim-connector/core';

import { foldCode, objectOf, objectsOf, textsOf } from './api-values.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import type { AkeneoRecords, RecordAssociations } from './destination-records.ts';
import { workflowStatus } from './existing-products.ts';
import type { ApiItem } from './list-pages.ts';
import { planRelations } from './plan-relations.ts';
import type { RelationTargets } from './relation-targets.ts';
import type { RememberedFiles } from './remembered-files.ts';
import { writeValues } from './write-values.ts';
import type { ApiValue } from './write-values.ts';

type ProductRecord = AkeneoRecords['product'];

/** What a product, a model and an article have in common in a record. */
export type Described = Pick<
  ProductRecord,
  'enabled' | 'categories' | 'values' | 'media' | 'associations' | 'relations'
>;

/** A line with what is to be said about it. */
export interface DescribedLine {
  readonly line: { readonly [name: string]: JsonValue };
  readonly issues: readonly Issue[];
  /** What it points to and the PIM does not have yet. */
  readonly awaits: readonly RecordReference[];
}

/** What lines are made with. */
export interface LineContext {
  readonly structure: CatalogueStructure;
  readonly coverage: Coverage;
  /** The sections that are sent. */
  readonly sections: ReadonlySet<string>;
  /** Files that were uploaded before. */
  readonly remembered: RememberedFiles;
  readonly targets: RelationTargets;
  /** The identifier of a product that the PIM names by its UUID. */
  readonly nameOf: (uuid: string) => string;
}

/**
 * Makes the part of a line that products and models have in common. The API replaces lists as a whole: where the record
 * is partial, what the PIM has is kept in them.
 */
export function describedLine(
  { enabled, categories, values, associations, relations }: Described,
  existing: ApiItem | undefined,
  { structure, coverage, sections, targets, nameOf }: LineContext,
): DescribedLine {
  const isNew = existing === undefined;
  const sends = (section: string) => isNew || sections.has(section);
  const written = writeValues(sends('content') ? (values ?? {}) : {}, structure, targets.find);
  const merged =
    coverage === 'partial' ? withOtherCurrencies(written.values, existing, structure) : written.values;
  const sendsRelations = sends('relations');
  const related = planRelations(sendsRelations ? (relations ?? {}) : {}, existing, targets, nameOf, coverage);
  const associated = {
    ...related.associations,
    ...(sendsRelations ? mergedAssociations(associations ?? {}, existing, nameOf, coverage) : {}),
  };
  return {
    line: {
      ...(enabled === undefined || enabled === null || !sends('publication') ? {} : { enabled }),
      ...(categories === undefined || !sends('content')
        ? {}
        : {
            categories: mergedList(
              categories ?? [],
              existing?.['categories'],
              categories === null ? 'complete' : coverage,
            ),
          }),
      ...(Object.keys(merged).length === 0 ? {} : { values: merged }),
      ...(Object.keys(associated).length === 0 ? {} : { associations: associated }),
      ...(Object.keys(related.quantified).length === 0
        ? {}
        : { quantified_associations: related.quantified }),
    },
    issues: [...written.issues, ...related.issues, ...statusIssues(existing)],
    awaits: [...written.awaits, ...related.awaits],
  };
}

/** A list as it is sent: with what the PIM has in it, unless the record says everything. */
export function mergedList(list: readonly string[], existing: unknown, coverage: Coverage): string[] {
  const kept = coverage === 'partial' ? textsOf(existing) : [];
  return [...new Map([...kept, ...list].map((code) => [foldCode(code), code])).values()];
}

function mergedAssociations(
  associations: RecordAssociations,
  existing: ApiItem | undefined,
  nameOf: (uuid: string) => string,
  coverage: Coverage,
): { readonly [type: string]: JsonValue } {
  const before = objectOf(existing?.['associations']);
  return Object.fromEntries(
    Object.entries(associations).map(([type, { products, models }]) => {
      const known = objectOf(before[type]);
      return [
        type,
        {
          ...(products === undefined
            ? {}
            : { products: mergedList(products, textsOf(known['products']).map(nameOf), coverage) }),
          ...(models === undefined
            ? {}
            : { product_models: mergedList(models, known['product_models'], coverage) }),
        },
      ];
    }),
  );
}

/** Prices in currencies that a partial record says nothing of stay. */
function withOtherCurrencies(
  values: Readonly<Record<string, readonly ApiValue[]>>,
  existing: ApiItem | undefined,
  { attributes }: CatalogueStructure,
): Readonly<Record<string, readonly ApiValue[]>> {
  const before = objectOf(existing?.['values']);
  return Object.fromEntries(
    Object.entries(values).map(([code, list]) => {
      if (attributes.get(code)?.kind !== 'money') return [code, list];
      const known = objectsOf(before[code]);
      return [code, list.map((value) => withCurrenciesOf(value, known))];
    }),
  );
}

function withCurrenciesOf(value: ApiValue, known: readonly ApiItem[]): ApiValue {
  if (!Array.isArray(value.data)) return value;
  const same = known.find(
    ({ locale = null, scope = null }) => locale === value.locale && scope === value.scope,
  );
  const prices = [...objectsOf(same?.['data']), ...objectsOf(value.data)];
  const byCurrency = new Map(prices.map((price) => [price['currency'], price]));
  return { ...value, data: [...byCurrency.values()] as JsonValue[] };
}

function statusIssues(existing: ApiItem | undefined): readonly Issue[] {
  if (workflowStatus(existing) !== 'read_only') return [];
  return [
    {
      code: 'akeneo.read_only',
      severity: 'error',
      message: 'The connection may only view the product',
      hint: 'Permit the user group of the connection to edit a category of the product in the PIM.',
    },
  ];
}
