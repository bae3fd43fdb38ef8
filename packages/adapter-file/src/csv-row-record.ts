import {
  attributeDataSchemas,
  decimalSchema,
  priceSchema,
  propertyNameSchema,
  recordKeySchema,
  statusSchema,
  textSchema,
} from '@pim-connector/core';
import type { AttributeType, Mapping, Rule } from '@pim-connector/core';
import { z } from 'zod';

import { splitPath } from './column-path.ts';

/** Stands for “no locale”, “no scope” and “no location” in targets. */
export const none = '*';

const rowPriceSchema = priceSchema.extend({ amount: decimalSchema.nullish() });

/** What is set as a whole. */
const plainTargets = {
  product: recordKeySchema,
  variant: recordKeySchema.nullish(),
  family: recordKeySchema.nullish(),
  status: statusSchema.nullish(),
  categories: z.array(recordKeySchema).nullish(),
  variesBy: z.array(propertyNameSchema).nullish(),
  images: z.array(textSchema.min(1)).nullish(),
};

/** What is set under a name. */
const namedTargets = {
  identifiers: textSchema.min(1).nullish(),
  prices: rowPriceSchema.nullish(),
  inventory: decimalSchema.nullish(),
};

/** Names of all targets; see {@link CsvRowRecord}. */
export const rowTargets: readonly string[] = [
  ...Object.keys(plainTargets),
  ...Object.keys(namedTargets),
  'attributes',
];

/** A price of a row: without `amount` there is none. */
type RowPrice = z.output<typeof rowPriceSchema>;

/** The values of an attribute: by type (exactly one), then by locale, then by scope. */
export type RowAttribute = {
  readonly [Type in AttributeType]?: {
    readonly [locale: string]: { readonly [scope: string]: unknown };
  };
};

/**
 * What a mapping makes of a row of a CSV file. The paths in it are the targets of its rules.
 *
 * A target without value says nothing; `null` (from `onMissing: "clear"`) says that there is none.
 */
export interface CsvRowRecord {
  /** Key of the product that the row belongs to. */
  readonly product: string;
  /**
   * Key of the variant that the row is. Without it the row is the product itself: a product without variants, or
   * what its variants have in common.
   */
  readonly variant?: string | null | undefined;
  readonly family?: string | null | undefined;
  readonly status?: 'active' | 'draft' | 'archived' | null | undefined;
  /** Keys of categories. */
  readonly categories?: readonly string[] | null | undefined;
  /** Codes of the attributes that tell variants apart. Without it: the options in which they differ. */
  readonly variesBy?: readonly string[] | null | undefined;
  /** URLs or file names, in the order of display. */
  readonly images?: readonly string[] | null | undefined;
  /**
   * `attributes.<code>.<type>.<locale>.<scope>`: a value of one of the attribute types of the model; `*` stands for no
   * locale and no scope. Examples: `attributes.name.text.de-DE.*`, `attributes.weight.quantity.*.*`.
   */
  readonly attributes?: { readonly [code: string]: RowAttribute } | undefined;
  /** `identifiers.<scheme>`, such as `identifiers.gtin`. */
  readonly identifiers?: { readonly [scheme: string]: string | null | undefined } | undefined;
  /**
   * `prices.<name>`: an object with `kind`, `currency` and `amount`, and whatever else a price of the model has. The
   * name only tells prices apart.
   */
  readonly prices?: { readonly [name: string]: RowPrice | null | undefined } | undefined;
  /** `inventory.<location>`: pieces; `*` where there is only one location. */
  readonly inventory?: { readonly [location: string]: string | null | undefined } | undefined;
}

/**
 * The schema of what a mapping makes. It names exactly the targets of the mapping: a schema for all records that
 * are possible would take several times as long per row.
 */
export function rowSchemaOf({ rules, locales = {} }: Mapping): z.ZodType<CsvRowRecord> {
  const tree: SchemaTree = {};
  const paths = rules.flatMap((rule) => pathsOf(rule, Object.keys(locales)));
  for (const path of paths) {
    const [root = ''] = path;
    if (Object.hasOwn(plainTargets, root)) {
      tree[root] = plainTargets[root as keyof typeof plainTargets];
    } else if (Object.hasOwn(namedTargets, root)) {
      setLeaf(tree, path.slice(0, 2), namedTargets[root as keyof typeof namedTargets]);
    } else {
      const schema = attributeDataSchemas[path[2] as AttributeType];
      setLeaf(tree, path.slice(0, 5), schema.nullish());
    }
  }
  // Built from the parts of CsvRowRecord.
  return objectOf(tree) as z.ZodType<CsvRowRecord>;
}

/** The path of a rule’s target, once for each locale if it is localized. */
function pathsOf({ to, locales }: Rule, all: readonly string[]): (readonly string[])[] {
  const path = splitPath(to);
  if (!path.includes('{locale}')) return [path];
  return (locales ?? all).map((locale) => path.map((name) => (name === '{locale}' ? locale : name)));
}

interface SchemaTree {
  [name: string]: SchemaTree | z.ZodType;
}

function setLeaf(tree: SchemaTree, path: readonly string[], schema: z.ZodType): void {
  let inner = tree;
  for (const name of path.slice(0, -1)) inner = (inner[name] ??= {}) as SchemaTree;
  inner[path.at(-1) ?? ''] = schema;
}

function objectOf(tree: SchemaTree): z.ZodType {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(tree).map(([name, part]) => [
        name,
        part instanceof z.ZodType ? part : objectOf(part).optional(),
      ]),
    ),
  );
}
