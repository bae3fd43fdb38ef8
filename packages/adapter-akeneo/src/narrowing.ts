import type { Selection } from '@pim-connector/core';

import type { CatalogueStructure } from './catalogue-structure.ts';
import type { ConversionNotes } from './conversion-notes.ts';
import { pointsToAssets } from './read-data.ts';
import type { StructureNames } from './structure-names.ts';

/** Attributes that a search takes (Akeneo REST API, search of products by UUID). */
const mostAttributes = 800;

/** Parameters that make the API give fewer values. */
export interface Narrowing {
  readonly attributes?: string;
  readonly locales?: string;
  readonly scope?: string;
}

/**
 * Pushes a selection down to the API, as far as nothing that was asked for gets lost. The attributes that records
 * are made of beside attributes (identifiers, prices, pictures) are always read.
 */
export function narrowing(
  select: Selection | undefined,
  structure: CatalogueStructure,
  names: StructureNames,
  notes: ConversionNotes,
): Narrowing {
  if (select === undefined) return {};
  const locales = localesOf(select, structure, notes);
  return {
    ...attributesOf(select, structure, names),
    ...(locales === null ? {} : { locales: locales.join(',') }),
    ...scopeOf(select, locales, structure),
  };
}

function attributesOf(
  { attributes }: Selection,
  structure: CatalogueStructure,
  names: StructureNames,
): Pick<Narrowing, 'attributes'> {
  if (attributes === undefined) return {};
  const codes = new Set([
    structure.identifier,
    ...attributes.map((name) => names.codeOf(name)).filter((code) => structure.attributes.has(code)),
    ...names.identifiers.flatMap(([, list]) => list),
    ...names.prices.map(([, code]) => code),
    ...[...structure.attributes.values()].flatMap(({ code, kind }) => (pointsToAssets(kind) ? [code] : [])),
  ]);
  // More names than the API takes: all attributes come, which is more than was asked for, and never less.
  return codes.size > mostAttributes ? {} : { attributes: [...codes].join(',') };
}

/** Codes in the PIM; `null`: all. The API refuses a request for a locale that is not active. */
function localesOf(
  { locales }: Selection,
  structure: CatalogueStructure,
  notes: ConversionNotes,
): readonly string[] | null {
  if (locales === undefined) return null;
  const codes = [...structure.locales].flatMap(([code, locale]) => (locales.includes(locale) ? [code] : []));
  const active = new Set(structure.locales.values());
  for (const locale of locales) {
    if (active.has(locale)) continue;
    notes.note(`locale ${locale}`, () => ({
      code: 'akeneo.inactive_locale',
      message: `The locale ${locale} is not active in the PIM, so there are no values for it`,
      hint: 'Activate it in a channel of the PIM, or take it out of the selection or mapping.',
    }));
  }
  return codes.length === 0 ? null : codes;
}

/** The API leaves out other scopes, but also locales that are not the channel’s: only where none of these is wanted. */
function scopeOf(
  { scopes }: Selection,
  locales: readonly string[] | null,
  { channels }: CatalogueStructure,
): Pick<Narrowing, 'scope'> {
  const [scope, ...others] = scopes ?? [];
  if (scope === undefined || others.length > 0 || locales === null) return {};
  const channel = channels.find(({ code }) => code === scope);
  return channel !== undefined && locales.every((locale) => channel.locales.includes(locale))
    ? { scope }
    : {};
}
