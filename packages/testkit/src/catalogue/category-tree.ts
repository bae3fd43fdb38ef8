import type { Category, Locale } from '@pim-connector/core';

import { labels, words } from './words.ts';
import type { Words } from './words.ts';

/** Categories by key: their parent and their name. Parents come first. */
const tree: Readonly<Record<string, readonly [parent: string | null, name: Words]>> = {
  shop: [null, words('All products', 'Alle Produkte', 'Tous les produits')],
  outdoor: ['shop', words('Outdoor', 'Draußen', 'Plein air')],
  camping: ['outdoor', words('Camping', 'Camping', 'Camping')],
  tents: ['camping', words('Tents', 'Zelte', 'Tentes')],
  sleeping_bags: ['camping', words('Sleeping Bags', 'Schlafsäcke', 'Sacs de couchage')],
  camp_kitchen: ['camping', words('Camp Kitchen', 'Lagerküche', 'Cuisine de camp')],
  lighting: ['camping', words('Lighting', 'Beleuchtung', 'Éclairage')],
  hiking: ['outdoor', words('Hiking', 'Wandern', 'Randonnée')],
  backpacks: ['hiking', words('Backpacks', 'Rucksäcke', 'Sacs à dos')],
  boots: ['hiking', words('Boots', 'Wanderschuhe', 'Chaussures de marche')],
  clothing: ['outdoor', words('Clothing', 'Kleidung', 'Vêtements')],
  jackets: ['clothing', words('Jackets', 'Jacken', 'Vestes')],
  base_layers: ['clothing', words('Base Layers', 'Unterwäsche', 'Premières couches')],
  home: ['shop', words('Home', 'Zuhause', 'Maison')],
  kitchen: ['home', words('Kitchen', 'Küche', 'Cuisine')],
  cookware: ['kitchen', words('Cookware', 'Kochgeschirr', 'Batterie de cuisine')],
  tableware: ['kitchen', words('Tableware', 'Geschirr', 'Vaisselle')],
  bedroom: ['home', words('Bedroom', 'Schlafzimmer', 'Chambre')],
  bed_linen: ['bedroom', words('Bed Linen', 'Bettwäsche', 'Linge de lit')],
  blankets: ['bedroom', words('Blankets', 'Decken', 'Couvertures')],
  gifts: ['shop', words('Gifts', 'Geschenke', 'Cadeaux')],
  sale: ['shop', words('Last Chance', 'Letzte Chance', 'Dernière chance')],
};

/** The categories of the catalogue, parents before their children. */
export function catalogueCategories(locales: readonly Locale[]): Category[] {
  const siblings = new Map<string | null, number>();
  return Object.entries(tree).map(([key, [parent, name]]) => {
    const position = siblings.get(parent) ?? 0;
    siblings.set(parent, position + 1);
    return { key, parent, labels: labels(name, locales), position };
  });
}
