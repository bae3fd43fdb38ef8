import type { SchemaDescription } from '../connector/index.ts';
import type { Attribute, Entity, LocalizedText, Option } from '../model/index.ts';

/**
 * The attributes that records of an entity have, each code once. Kinds of reference records may mean different things
 * by one code; of those only what they agree on is told.
 */
export function describedAttributes(
  entity: Entity,
  { attributes, recordKinds = [] }: SchemaDescription,
): readonly Attribute[] {
  if (entity !== 'referenceRecord') return attributes;
  const byCode = Map.groupBy(
    recordKinds.flatMap((kind) => kind.attributes),
    ({ key }) => key,
  );
  return [...byCode.values()].map(agreed);
}

function agreed(meanings: readonly Attribute[]): Attribute {
  const [first, ...others] = meanings as readonly [Attribute, ...Attribute[]];
  if (others.length === 0) return first;
  const isOneType = others.every(({ type }) => type === first.type);
  const lengths = meanings.map(({ maxLength = Infinity }) => maxLength);
  const options = meanings.flatMap((each) => each.options ?? []);
  return {
    key: first.key,
    // Of unlike types nothing is known, as of JSON.
    type: isOneType ? first.type : 'json',
    labels: agreedLabels(meanings),
    localizable: meanings.some(({ localizable }) => localizable),
    scopable: meanings.some(({ scopable }) => scopable),
    ...(isOneType && meanings.every((each) => each.options !== undefined)
      ? { options: [...Map.groupBy(options, ({ code }) => code)].map(agreedOption) }
      : {}),
    ...(isOneType && lengths.every(Number.isFinite) ? { maxLength: Math.max(...lengths) } : {}),
  };
}

function agreedOption([code, options]: readonly [string, readonly Option[]]): Option {
  return { code, labels: agreedLabels(options) };
}

/** The labels that nobody contradicts. */
function agreedLabels(labelled: readonly { readonly labels: LocalizedText }[]): LocalizedText {
  const all = labelled.flatMap(({ labels }) => Object.entries(labels));
  const contradicted = new Set(
    all
      .filter(([locale, label]) => all.some(([other, text]) => other === locale && text !== label))
      .map(([locale]) => locale),
  );
  return Object.fromEntries(all.filter(([locale]) => !contradicted.has(locale)));
}
