import { isConnectorError } from '@pim-connector/core';
import type { ConnectorTools } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { foldCode, textOf, textsOf } from './api-values.ts';
import { levelsOf } from './family-facts.ts';
import { allItems } from './list-pages.ts';
import type { ApiItem } from './list-pages.ts';

/** How products of a family variant are made up. */
export interface FamilyVariantFacts {
  readonly code: string;
  /** Axes of each level, outermost first. */
  readonly axes: readonly (readonly string[])[];
  /** Attributes of each level, axes included; all others are common. */
  readonly levels: readonly ReadonlySet<string>[];
}

/** The family variants of a family; none where there is no such family. */
export async function readFamilyVariants(
  family: string,
  client: AkeneoClient,
  tools: ConnectorTools,
  signal: AbortSignal,
): Promise<readonly FamilyVariantFacts[]> {
  const path = `families/${encodeURIComponent(family)}/variants`;
  try {
    return (await allItems(client, { path, paging: 'page', limit: 100 }, tools, signal)).map(factsOf);
  } catch (error) {
    if (isConnectorError(error, 'resource.missing')) return [];
    throw error;
  }
}

/** The one that is named, else the one that has just these axes. */
export function fittingVariant(
  variants: readonly FamilyVariantFacts[],
  name: string | null | undefined,
  axes: readonly string[],
): FamilyVariantFacts | null {
  if (typeof name === 'string') return variants.find(({ code }) => foldCode(code) === foldCode(name)) ?? null;
  const wanted = [...axes].toSorted().join();
  return variants.find((each) => each.axes.flat().toSorted().join() === wanted) ?? null;
}

function factsOf(item: ApiItem): FamilyVariantFacts {
  const levels = levelsOf(item);
  return {
    code: textOf(item['code']) ?? '',
    axes: levels.map(({ axes }) => textsOf(axes)),
    levels: levels.map(({ axes, attributes }) => new Set([...textsOf(axes), ...textsOf(attributes)])),
  };
}
