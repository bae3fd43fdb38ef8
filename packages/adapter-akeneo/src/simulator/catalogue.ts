import type {
  AssociationType,
  AttributeGroup,
  Category,
  Channel,
  Currency,
  Family,
  FamilyVariant,
  Labels,
  MeasurementFamily,
  Product,
  ProductModel,
  RecordValue,
} from './entities.ts';
import type { JsonObject } from './json.ts';
import type { ProductSeries } from './product-store.ts';

/** An attribute; what is left out has the value of a new attribute. */
export type CatalogueAttribute = JsonObject & {
  readonly code: string;
  readonly type: string;
  readonly group: string;
};

/** A product or model; what is left out is empty, and it is as old as the catalogue. */
export type CatalogueProduct = Partial<Product> & Pick<Product, 'uuid' | 'values'>;
/** See {@link CatalogueProduct}. */
export type CatalogueModel = Partial<ProductModel> &
  Pick<ProductModel, 'code' | 'family' | 'family_variant' | 'values'>;

/** An asset family with its assets, or a reference entity with its records. */
export interface CatalogueRecords {
  readonly code: string;
  readonly labels: Labels;
  /** Further properties of an asset family. */
  readonly properties?: JsonObject;
  readonly attributes: readonly (JsonObject & { readonly code: string; readonly type: string })[];
  readonly options?: {
    readonly [attribute: string]: readonly { readonly code: string; readonly labels: Labels }[];
  };
  readonly records: readonly {
    readonly code: string;
    readonly values: { readonly [attribute: string]: readonly RecordValue[] };
  }[];
}

/** A file that is there from the beginning; its code is what `file` is called in values. */
export interface CatalogueFile {
  /** Stands for the code of the file: `{"data": "file:manual.pdf"}`. */
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What is in a PIM when the simulator starts. */
export interface SimulatorCatalogue {
  readonly locales: readonly string[];
  readonly currencies: readonly Currency[];
  readonly categories: readonly Category[];
  readonly channels: readonly Channel[];
  readonly measurementFamilies: readonly MeasurementFamily[];
  /** Groups of attributes; what is in them follows from the attributes. */
  readonly attributeGroups: readonly Omit<AttributeGroup, 'attributes'>[];
  readonly attributes: readonly CatalogueAttribute[];
  readonly options: {
    readonly [attribute: string]: readonly { readonly code: string; readonly labels: Labels }[];
  };
  readonly families: readonly Family[];
  readonly familyVariants: { readonly [family: string]: readonly FamilyVariant[] };
  readonly associationTypes: readonly AssociationType[];
  /** Groups of products. */
  readonly groups: readonly string[];
  /** Enterprise only. */
  readonly referenceEntities: readonly CatalogueRecords[];
  /** Enterprise only. */
  readonly assetFamilies: readonly CatalogueRecords[];
  readonly files: readonly CatalogueFile[];
  readonly models: readonly CatalogueModel[];
  readonly products: readonly CatalogueProduct[];
  /** Products that are made when they are asked for. */
  readonly series?: ProductSeries;
}
