import { ConnectorError, expression, mappingBuilder } from '@pim-connector/core';
import type {
  Attribute,
  DefaultMappingOptions,
  Expression,
  Mapping,
  RecordKindDescription,
} from '@pim-connector/core';

import { fileOf, holdsFiles } from './default-media.ts';
import { mediaPath, tells } from './default-product-mapping.ts';
import { describedPlaces } from './describe-targets-of-pim.ts';
import type { ValuePlace } from './describe-targets-of-pim.ts';
import type { AkeneoRecords } from './destination-records.ts';

const { attribute, coalesce, equals, field, scope, when } = expression;

/** Every reference entity has an attribute of this code, which names its records (Akeneo REST API, reference entities). */
const labelAttribute = 'label';

/**
 * Records of the kinds that source and PIM both have, with every attribute that both have, under the same code and in a form
 * that fits. Records of other kinds are refused by the plan, which names the reference entity that lacks.
 *
 * @throws ConnectorError `config.invalid` where the source has records and the PIM has no reference entity at all.
 */
export function recordMapping(options: DefaultMappingOptions): Mapping {
  const { source, destination, coverage } = options;
  const kinds = source.recordKinds ?? [];
  const { recordKinds: there = [] } = destination;
  if (kinds.length > 0 && there.length === 0) throw noReferenceEntities(kinds);
  const locales = Object.fromEntries(
    destination.locales
      .filter((locale) => source.locales.includes(locale))
      .map((locale) => [locale, [locale]]),
  );
  const empty = coverage === 'complete' ? ({ onMissing: 'clear' } as const) : {};
  const start = mappingBuilder<AkeneoRecords['referenceRecord']>({
    name: 'akeneo-record',
    entity: 'referenceRecord',
    ...(Object.keys(locales).length === 0 ? {} : { locales }),
  })
    .set('kind', field({ path: 'kind' }), { required: true })
    .set('code', field({ path: 'code' }), { required: true });
  const labelled = Object.keys(locales).reduce((mapping, locale) => {
    const path = `values.${labelAttribute}.${locale}.*` as 'values';
    return mapping.set(path, field({ path: `labels.${locale}` }), empty);
  }, start);
  const values = kinds.flatMap((kind) => valuesOf(kind, there, options));
  return [...Map.groupBy(values, ({ place }) => place.path)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .reduce((mapping, [path, some]) => {
      // Which locales there are is a matter of the channel, and the same for all kinds.
      const active = some[0]?.place.locales?.filter((locale) => Object.hasOwn(locales, locale));
      if (active?.length === 0) return mapping;
      const within = active === undefined ? {} : { locales: active };
      return mapping.set(path as 'values', byKind(some, kinds), { ...empty, ...within });
    }, labelled)
    .build();
}

/** A value of a kind that both sides have a place for. */
interface SharedValue {
  readonly kind: string;
  readonly code: string;
  readonly place: ValuePlace;
  readonly from: Expression;
}

function valuesOf(
  { code: kind, attributes }: RecordKindDescription,
  there: readonly RecordKindDescription[],
  { source, destination }: DefaultMappingOptions,
): readonly SharedValue[] {
  const defined = there.find(({ code }) => code === kind)?.attributes ?? [];
  return defined.flatMap((target) => {
    const given = attributes.find(({ key }) => key === target.key);
    if (given === undefined || target.key === labelAttribute || !fits(given, target)) return [];
    return describedPlaces(target, destination)
      .filter(({ scope: channel }) => tells({ attributes, scopes: source.scopes }, given.key, channel))
      .map((place) => {
        const value = attribute({ code: target.key });
        const read = place.scope === null ? value : scope({ of: value, scope: place.scope });
        if (!holdsFiles(target)) return { kind, code: target.key, place, from: read };
        const from = fileOf(target.key, place.scope);
        return { kind, code: target.key, place: { ...place, path: mediaPath(place.path) }, from };
      });
  });
}

/** A value that points to records of another kind points to nothing. */
function fits(given: Attribute, target: Attribute): boolean {
  if (given.type !== target.type) return false;
  if (given.type !== 'references' || holdsFiles(target)) return true;
  return given.target?.entity === target.target?.entity && given.target?.kind === target.target?.kind;
}

/** An attribute can be something else in each kind: it is read of those only that have it as the place wants it. */
function byKind(values: readonly SharedValue[], kinds: readonly RecordKindDescription[]): Expression {
  const [first] = values;
  const having = kinds.filter(({ attributes }) => attributes.some(({ key }) => key === first?.code));
  if (first !== undefined && having.length === values.length) return first.from;
  return coalesce({
    of: values.map(({ kind, from }) =>
      when({ test: equals({ of: field({ path: 'kind' }), to: kind }), then: from }),
    ),
  });
}

function noReferenceEntities(kinds: readonly RecordKindDescription[]): ConnectorError {
  const names = kinds.map(({ code }) => `“${code}”`).join(', ');
  return new ConnectorError(
    'config.invalid',
    `The PIM has no reference entity that records of ${names} could be written to`,
    {
      connector: 'akeneo',
      hint: 'Reference entities are a feature of the Enterprise Edition: leave “referenceRecord” out of the “entities” of the pipeline, or make them with addReferenceEntity() and permit the connection to list them.',
    },
  );
}
