import type { Asset, AssetLink, Product } from '@pim-connector/core';

import type { CatalogueSettings } from './catalogue-options.ts';
import type { FamilyDefinition } from './family-definition.ts';
import { nameIn } from './product-texts.ts';
import type { ProductIdea } from './product-texts.ts';
import type { Random } from './random.ts';
import { languageOf } from './words.ts';

/** The pictures and documents that a product shows. */
export function productAssetLinks(key: string, { manual }: FamilyDefinition, random: Random): AssetLink[] {
  const pictures = 1 + random.integer(0, 2) + random.streak(0.4);
  const links = Array.from({ length: Math.min(pictures, 12) }, (_, number): AssetLink => ({
    asset: `${key}-${number + 1}.jpg`,
    role: number === 0 ? 'main' : 'gallery',
  }));
  return manual === true ? [...links, { asset: `${key}-manual.pdf`, role: 'manual' }] : links;
}

/** The records of all assets that a product and its variants show. */
export function productAssets(product: Product, idea: ProductIdea, { locales }: CatalogueSettings): Asset[] {
  const linked = [product, ...product.variants].flatMap(({ assets = [] }) =>
    assets.map(({ asset }) => asset),
  );
  return [...new Set(linked)].map((key): Asset => {
    const isPicture = key.endsWith('.jpg');
    return {
      key,
      url: `https://assets.tarnfell.example/${encodeURIComponent(key)}`,
      urlKind: 'public',
      mediaType: isPicture ? 'image/jpeg' : 'application/pdf',
      ...(isPicture ? { width: 2000, height: 2000 } : {}),
      fileName: key,
      alt: Object.fromEntries(locales.map((locale) => [locale, nameIn(idea, languageOf(locale))])),
    };
  });
}
