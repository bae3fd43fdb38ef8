import type { Attributes, Locale } from '@pim-connector/core';

import { localizedValues } from './attribute-values.ts';
import type { CatalogueSettings } from './catalogue-options.ts';
import type { FamilyDefinition } from './family-definition.ts';
import { materials } from './option-words.ts';
import { brands, headings, introductions, keywords, models, remarks } from './product-words.ts';
import type { Random } from './random.ts';
import { languageOf } from './words.ts';
import type { Language, Words } from './words.ts';

/** What a product is called and made of, before it is put into words. */
export interface ProductIdea {
  readonly brand: string;
  /** The name without what it is: `Tarnfell Skarn 3`. */
  readonly model: string;
  readonly noun: Words;
  readonly features: readonly Words[];
  readonly introduction: Words;
  readonly remarks: readonly Words[];
  readonly keywords: readonly Words[];
  readonly material: string;
}

/** Thinks a product up. */
export function productIdea(family: FamilyDefinition, random: Random): ProductIdea {
  const brand = random.pick(brands);
  const number = random.chance(0.6) ? ` ${random.integer(2, 95)}` : '';
  return {
    brand,
    model: `${random.pick(models)}${number}`,
    noun: random.pick(family.nouns),
    features: random.some(family.features, random.integer(2, family.features.length)),
    introduction: random.pick(introductions),
    // Most descriptions are short; a few are very long.
    remarks: Array.from({ length: random.streak(0.45) }, () => random.pick(remarks)),
    keywords: random.some(keywords, random.integer(0, 3)),
    material: random.pick(family.materials),
  };
}

/** The texts of a product, in all locales in which it has any. */
export function productTexts(idea: ProductIdea, { locales }: CatalogueSettings, random: Random): Attributes {
  // Translations come later than products: those of the first locale are always there.
  const translated = locales.filter((_locale, index) => index === 0 || !random.chance(index * 0.12));
  const described = translated.filter((_locale, index) => index === 0 || !random.chance(0.05));
  const shout = random.chance(0.01);
  const sloppy = random.chance(0.04);
  const pasted = random.chance(0.08);
  const each = <Text>(of: readonly Locale[], text: (language: Language) => Text) =>
    of.map((locale): [Locale, Text] => [locale, text(languageOf(locale))]);
  return {
    name: localizedValues(
      'text',
      each(translated, (language) => dirtyName(nameIn(idea, language), shout, sloppy)),
    ),
    description: localizedValues(
      'richText',
      each(described, (language) => dirtyHtml(descriptionIn(idea, language), pasted)),
    ),
    shortDescription: shortDescription(idea, described, random),
    keywords: localizedValues(
      'text',
      each(translated, (language) => keywordsIn(idea, language, sloppy)),
    ),
    highlights: localizedValues(
      'json',
      each(translated, (language) => idea.features.slice(0, 3).map((feature) => feature[language])),
    ),
  };
}

/** The name of a product. */
export function nameIn({ brand, model, noun }: ProductIdea, language: Language): string {
  // French says first what it is.
  return language === 'fr' ? `${noun.fr} ${brand} ${model}` : `${brand} ${model} ${noun[language]}`;
}

function descriptionIn(idea: ProductIdea, language: Language): string {
  const introduction = idea.introduction[language].replace(
    '{name}',
    `<b>${escaped(`${idea.brand} ${idea.model}`)}</b>`,
  );
  const features = idea.features.map((feature) => `<li>${feature[language]}</li>`).join('');
  const paragraphs = idea.remarks.map((remark) => `<p>${remark[language]}</p>`).join('');
  const material = materials[idea.material]?.[language] ?? idea.material;
  return [
    `<p>${introduction}</p>`,
    `<h3>${headings.features[language]}</h3><ul>${features}</ul>`,
    paragraphs,
    `<h3>${headings.material[language]}</h3><p>${material}</p>`,
  ].join('');
}

function shortDescription(idea: ProductIdea, locales: readonly Locale[], random: Random): Attributes[string] {
  const forMarketplaces = random.chance(0.2);
  const values = locales.flatMap((locale) => {
    const language = languageOf(locale);
    const text = idea.introduction[language].replace('{name}', `${idea.brand} ${idea.model}`);
    const general = { locale, scope: null, data: text };
    const short = { locale, scope: 'marketplace', data: idea.features[0]?.[language] ?? text };
    return forMarketplaces ? [general, short] : [general];
  });
  return { type: 'text', values };
}

function keywordsIn(idea: ProductIdea, language: Language, sloppy: boolean): string {
  const list = [idea.noun, ...idea.keywords].map((word) => word[language]);
  return sloppy ? [...list, '', ...list].join(' , ') : list.join(', ');
}

// Names as they come out of old systems and spreadsheets.
function dirtyName(name: string, shout: boolean, sloppy: boolean): string {
  const cased = shout ? name.toUpperCase() : name;
  return sloppy ? ` ${cased.replace(' ', '  ')} ` : cased;
}

// Descriptions as they come out of word processors.
function dirtyHtml(html: string, pasted: boolean): string {
  if (!pasted) return html;
  return `<div>${html.replace('<p>', '<p style="margin:0cm"><span lang="EN-US">').replace('</p>', '</span></p><p>&nbsp;</p>')}</div>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;');
}
