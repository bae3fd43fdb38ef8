import type { Attributes } from '@pim-connector/core';

import { plainValue } from './attribute-values.ts';
import { brandReference } from './brand-records.ts';
import type { FamilyDefinition } from './family-definition.ts';
import { certifications, countries, seasons } from './option-words.ts';
import type { ProductIdea } from './product-texts.ts';
import type { Random } from './random.ts';

/** All that is known of a product besides texts: measures, dates, options. Not everything is known of every product. */
export function productValues(idea: ProductIdea, family: FamilyDefinition, random: Random): Attributes {
  const values: Attributes = {
    brand: plainValue('text', idea.brand),
    brandProfile: plainValue('references', [brandReference(idea.brand)]),
    weight: weightValue(random.integer(...family.grams), random),
  };
  const perhaps = (code: string, probability: number, value: () => Attributes[string]) => {
    if (random.chance(probability)) values[code] = value();
  };
  perhaps('material', 0.95, () => plainValue('option', idea.material));
  perhaps('care', 0.8, () => plainValue('options', [...family.care]));
  perhaps('certifications', 0.4, () =>
    plainValue('options', random.some(Object.keys(certifications), random.integer(1, 2))),
  );
  perhaps('countryOfOrigin', 0.85, () => plainValue('option', random.pick(Object.keys(countries))));
  perhaps('warrantyMonths', 0.9, () => plainValue('number', String(random.pick([24, 36, 60, 120]))));
  perhaps('releaseDate', 0.75, () => plainValue('date', dateOf(random)));
  for (const [code, [unit, from, to]] of Object.entries(family.quantities ?? {})) {
    perhaps(code, 0.9, () => plainValue('quantity', { amount: amountBetween(from, to, random), unit }));
  }
  for (const [code, range] of Object.entries(family.numbers ?? {})) {
    perhaps(code, 0.95, () => plainValue('number', String(random.integer(...range))));
  }
  for (const code of family.more ?? []) {
    perhaps(code, 0.85, () =>
      code === 'season'
        ? plainValue('option', random.pick(Object.keys(seasons)))
        : plainValue('boolean', random.chance(0.6)),
    );
  }
  return values;
}

// Some weights were put in by people who think in grams or ounces.
function weightValue(grams: number, random: Random): Attributes[string] {
  if (random.chance(0.1)) return plainValue('quantity', { amount: String(grams), unit: 'GRM' });
  if (random.chance(0.03)) {
    return plainValue('quantity', { amount: decimalOf(Math.round(grams / 2.835), 1), unit: 'ONZ' });
  }
  return plainValue('quantity', { amount: decimalOf(grams, 3), unit: 'KGM' });
}

function amountBetween(from: number, to: number, random: Random): string {
  return to < 3 ? decimalOf(random.integer(from * 100, to * 100), 2) : String(random.integer(from, to));
}

/** A whole number of small units as a decimal of large ones: 1250, 3 → `1.25`. */
export function decimalOf(units: number, places: number): string {
  const digits = String(Math.abs(units)).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const whole = digits.slice(0, -places);
  return `${units < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function dateOf(random: Random): string {
  const month = String(random.integer(1, 12)).padStart(2, '0');
  const day = String(random.integer(1, 28)).padStart(2, '0');
  return `${random.integer(2014, 2026)}-${month}-${day}`;
}
