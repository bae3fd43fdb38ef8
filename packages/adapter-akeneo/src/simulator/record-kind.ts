import type { Area, Hideable } from './access.ts';
import type { CodeMap } from './code-map.ts';
import type { JsonObject } from './json.ts';
import type { MediaFiles } from './media-files.ts';
import type { Pim } from './pim.ts';
import type { RecordFamily } from './record-family.ts';

/** What tells asset families with their assets from reference entities with their records. */
export interface RecordKind {
  readonly assets: boolean;
  /** `/asset-families` */
  readonly path: string;
  /** Name of the variable part: `asset_family_code`. */
  readonly variable: string;
  /** Last part of the path of the things: `assets`. */
  readonly items: string;
  readonly noun: string;
  readonly itemNoun: string;
  readonly area: Area;
  readonly itemArea: Area;
  readonly hideable: Hideable;
  readonly event: 'asset' | 'reference-entity-record';
  readonly families: CodeMap<RecordFamily>;
  readonly files: MediaFiles;
  /** Where a file of an item is to be had, below the prefix. */
  readonly filePath: string;
  readonly defaults: JsonObject;
  readonly attributeDefaults: JsonObject;
}

const commonAttribute: JsonObject = {
  labels: {},
  type: null,
  value_per_locale: false,
  value_per_channel: false,
  is_required_for_completeness: false,
  max_characters: null,
  is_textarea: null,
  is_rich_text_editor: null,
  validation_rule: null,
  validation_regexp: null,
  allowed_extensions: [],
  max_file_size: null,
  decimals_allowed: null,
  min_value: null,
  max_value: null,
};

/** Asset families, as the routes see them. */
export const assetKind = (pim: Pim): RecordKind => ({
  assets: true,
  path: '/asset-families',
  variable: 'asset_family_code',
  items: 'assets',
  noun: 'Asset family',
  itemNoun: 'Asset',
  area: 'asset families',
  itemArea: 'assets',
  hideable: 'asset families',
  event: 'asset',
  families: pim.assetFamilies,
  files: pim.assetFiles,
  filePath: '/asset-media-files',
  defaults: {
    labels: {},
    attribute_as_main_media: null,
    naming_convention: {},
    product_link_rules: [],
    transformations: [],
    sharing_enabled: false,
  },
  attributeDefaults: {
    ...commonAttribute,
    is_read_only: false,
    media_type: null,
    prefix: null,
    suffix: null,
    reference_entity: null,
  },
});

/** Reference entities, as the routes see them. */
export const referenceEntityKind = (pim: Pim): RecordKind => ({
  assets: false,
  path: '/reference-entities',
  variable: 'reference_entity_code',
  items: 'records',
  noun: 'Reference entity',
  itemNoun: 'Record',
  area: 'reference entities',
  itemArea: 'reference entity records',
  hideable: 'reference entities',
  event: 'reference-entity-record',
  families: pim.referenceEntities,
  files: pim.referenceEntityFiles,
  filePath: '/reference-entities-media-files',
  defaults: { labels: {}, image: null },
  attributeDefaults: { ...commonAttribute, reference_entity_code: null, asset_family_identifier: null },
});
