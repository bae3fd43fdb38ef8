import { normalizeLocale } from '@pim-connector/core';
import type { ConnectorContext, ConnectorTools, Locale, LocalizedText } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { foldCode, labelsOf, objectOf, objectsOf, textOf, textsOf } from './api-values.ts';
import { readAssetRoles } from './asset-roles.ts';
import type { AssetRoles } from './asset-roles.ts';
import { kindOf } from './attribute-kinds.ts';
import type { AttributeKind } from './attribute-kinds.ts';
import { allItems } from './list-pages.ts';
import type { ApiItem } from './list-pages.ts';
import { readServerFacts } from './server-facts.ts';
import type { ServerFacts } from './server-facts.ts';
import { unitCodeOf } from './unit-codes.ts';

/** What is known of an attribute. */
export interface AttributeFacts {
  readonly code: string;
  /** As the API calls it. */
  readonly apiType: string;
  readonly kind: AttributeKind;
  readonly localizable: boolean;
  readonly scopable: boolean;
  /** Reference entity, or asset family. */
  readonly referenceName: string | null;
  readonly decimals: boolean;
  readonly measurementFamily: string | null;
  /** The whole of it, for those who read attributes as records. */
  readonly item: ApiItem;
}

/** A channel. */
export interface ChannelFacts {
  readonly code: string;
  readonly labels: LocalizedText;
  readonly locales: readonly string[];
  readonly currencies: readonly string[];
  readonly tree: string | null;
}

/** How values of a unit become values of a unit of UN/ECE Recommendation 20. */
export interface UnitFacts {
  readonly unit: string;
  /** Operations that turn an amount into one of `unit`; none where the units are the same. */
  readonly operations: readonly { readonly operator: string; readonly value: string }[];
}

/** What records of one PIM are made of: read once per pass. */
export interface CatalogueStructure {
  readonly facts: ServerFacts;
  readonly attributes: ReadonlyMap<string, AttributeFacts>;
  /** Code of the attribute that is the identifier of products. */
  readonly identifier: string;
  /** The active locales, by their code in the PIM. */
  readonly locales: ReadonlyMap<string, Locale>;
  readonly channels: readonly ChannelFacts[];
  readonly currencies: readonly string[];
  /** As the API gives them. */
  readonly measurementFamilies: readonly ApiItem[];
  /** Of the asset families that attributes point to. */
  readonly assetRoles: AssetRoles;
  /** By measurement family and unit, see {@link unitId}. */
  readonly units: ReadonlyMap<string, UnitFacts>;
}

/** Key of {@link CatalogueStructure.units}. */
export function unitId(family: string | null, unit: string): string {
  return `${foldCode(family ?? '')} ${unit}`;
}

/** Reads the structure of a catalogue. */
export async function readStructure(
  client: AkeneoClient,
  tools: ConnectorTools,
  context: ConnectorContext,
): Promise<CatalogueStructure> {
  const { signal } = context;
  const facts = await readServerFacts(client, signal);
  const list = (path: string) => allItems(client, { path, paging: 'page', limit: 100 }, tools, signal);
  const measurements = async () => {
    if (!facts.hasMeasurementFamilies) return [];
    const answer = await client.request({ path: 'measurement-families', signal, expect: 'json' });
    return objectsOf(answer.json());
  };
  const [attributes, locales, channels, currencies, measurementFamilies] = await Promise.all([
    list('attributes'),
    list('locales'),
    list('channels'),
    list('currencies'),
    measurements(),
  ]);
  const known = new Map(attributes.map(attributeFacts).map((attribute) => [attribute.code, attribute]));
  const assetFamilies = [...known.values()].flatMap(({ kind, referenceName }) =>
    kind === 'assets' && referenceName !== null ? [referenceName] : [],
  );
  return {
    facts,
    attributes: known,
    identifier: mainIdentifier([...known.values()]),
    locales: new Map(
      locales.filter(({ enabled }) => enabled === true).flatMap((item) => localeOf(item, context)),
    ),
    channels: channels.map(channelFacts),
    currencies: currencies.filter(({ enabled }) => enabled === true).flatMap(({ code }) => textsOf([code])),
    measurementFamilies,
    assetRoles: facts.hasAssetFamilies
      ? await readAssetRoles([...new Set(assetFamilies)], client, signal)
      : new Map(),
    units: new Map(measurementFamilies.flatMap(unitsOf)),
  };
}

function attributeFacts(item: ApiItem): AttributeFacts {
  const apiType = textOf(item['type']) ?? '';
  return {
    code: textOf(item['code']) ?? '',
    apiType,
    kind: kindOf(apiType, item),
    localizable: item['localizable'] === true,
    scopable: item['scopable'] === true,
    referenceName: textOf(item['reference_data_name']),
    decimals: item['decimals_allowed'] === true,
    measurementFamily: textOf(item['metric_family']),
    item,
  };
}

// Since several attributes can be identifiers one of them is marked; before that there was only one.
function mainIdentifier(attributes: readonly AttributeFacts[]): string {
  const identifiers = attributes.filter(({ apiType }) => apiType === 'pim_catalog_identifier');
  const main = identifiers.find(({ item }) => item['is_main_identifier'] === true) ?? identifiers[0];
  return main?.code ?? 'sku';
}

function localeOf({ code }: ApiItem, context: ConnectorContext): [code: string, locale: Locale][] {
  const text = textOf(code);
  if (text === null) return [];
  const locale = normalizeLocale(text);
  if (locale !== null) return [[text, locale]];
  context.warn({
    code: 'akeneo.unknown_locale',
    message: `The PIM has a locale “${text}”, which is no language tag`,
    hint: 'Its values are kept in the extension “akeneo” of each record.',
  });
  return [];
}

function channelFacts(item: ApiItem): ChannelFacts {
  return {
    code: textOf(item['code']) ?? '',
    labels: labelsOf(item['labels']),
    locales: textsOf(item['locales']),
    currencies: textsOf(item['currencies']),
    tree: textOf(item['category_tree']),
  };
}

/** Units that have no code of UN/ECE are converted to the standard unit of their family, if that one has. */
function unitsOf(family: ApiItem): [id: string, facts: UnitFacts][] {
  const code = textOf(family['code']);
  const standard = unitCodeOf(code, textOf(family['standard_unit_code']) ?? '');
  return Object.entries(objectOf(family['units'])).flatMap(([unit, details]): [string, UnitFacts][] => {
    const own = unitCodeOf(code, unit);
    if (own !== undefined) return [[unitId(code, unit), { unit: own, operations: [] }]];
    if (standard === undefined) return [];
    const operations = objectsOf(objectOf(details)['convert_from_standard']).map(({ operator, value }) => ({
      operator: String(operator),
      value: String(value),
    }));
    return [[unitId(code, unit), { unit: standard, operations }]];
  });
}
