import { expression } from '@pim-connector/core';
import type { Attribute, Expression, Locale } from '@pim-connector/core';

import type { LocaleTable } from './match-locales.ts';

/** Longest value of a line of the data sheet. */
const maxValueLength = 250;

const yesAndNo: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  de: ['Ja', 'Nein'],
  en: ['Yes', 'No'],
  es: ['Sí', 'No'],
  fr: ['Oui', 'Non'],
  it: ['Sì', 'No'],
  nl: ['Ja', 'Nee'],
};

/**
 * The value of an attribute as texts by locale of the shop; `null` for types that are no line of a data sheet:
 * money, references, JSON.
 */
export function valueTexts(attribute: Attribute, locales: LocaleTable): Expression | null {
  if (attribute.type === 'boolean') return booleanTexts(attribute, locales);
  const text = valueText(attribute);
  return text === null ? null : expression.localized({ of: shortened(text) });
}

function valueText(attribute: Attribute): Expression | null {
  const { key, type } = attribute;
  const value = expression.attribute({ code: key });
  // Options without a label in this locale; unknown ones are refused by `specLine`.
  const label = expression.optionLabel({
    attribute: key,
    otherwise: listsOptions(attribute) ? 'omit' : 'keep',
  });
  switch (type) {
    case 'text':
      return expression.plainText({ of: value, oneLine: true });
    case 'richText':
      return expression.plainText({ of: value, oneLine: true });
    case 'number':
      return expression.formatNumber({ of: value });
    case 'quantity':
      return expression.template({
        text: '{amount} {unit}',
        values: {
          amount: expression.formatNumber({ of: expression.amount({ of: value }) }),
          unit: expression.unit({ of: value, as: 'symbol' }),
        },
      });
    case 'date':
    case 'dateTime':
      return expression.formatDate({ of: value, pattern: 'D' });
    case 'option':
      return label;
    case 'options':
      return expression.join({ of: label, separator: ', ' });
    default:
      return null;
  }
}

/** Whether the source says which options there are; a table, for one, does not. */
export function listsOptions({ type, options = [] }: Attribute): boolean {
  return (type === 'option' || type === 'options') && options.length > 0;
}

function booleanTexts({ key }: Attribute, locales: LocaleTable): Expression {
  const texts = Object.entries(locales).map(([locale, chain]) => {
    const [yes, no] = yesAndNo[languageOf(locale)] ?? ['Yes', 'No'];
    const word = expression.booleanWords({ of: expression.attribute({ code: key }), true: yes, false: no });
    return [locale, filled(expression.locale({ of: word, locales: chain }))] as const;
  });
  return expression.object({ fields: Object.fromEntries(texts) });
}

/** A value that is explicitly empty in the source is no line of the data sheet, and neither is a blank text. */
function filled(of: Expression): Expression {
  return expression.when({ test: expression.exists({ of }), then: of });
}

function shortened(of: Expression): Expression {
  return filled(expression.truncate({ of, characters: maxValueLength, at: 'word', ellipsis: '…' }));
}

function languageOf(locale: Locale): string {
  return locale.split('-', 1)[0] ?? locale;
}
