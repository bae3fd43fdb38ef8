import { locales } from './attributes.ts';
import { description } from './products.ts';

type TargetLocale = keyof typeof locales;

/** Label of every option by attribute, target locale and code, as a person would prepare it once. */
export const optionLabels: Readonly<
  Record<string, Readonly<Record<TargetLocale, ReadonlyMap<string, string>>>>
> = Object.fromEntries(
  description.attributes.map(({ key, options = [] }) => {
    const labelsIn = (tried: readonly string[]) => {
      const known = options.map(({ code, labels }) => {
        const language = tried.find((each) => labels[each] !== undefined);
        return [code, language === undefined ? undefined : labels[language]] as const;
      });
      return new Map(known.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
    };
    return [
      key,
      {
        'en-US': labelsIn(locales['en-US']),
        'de-DE': labelsIn(locales['de-DE']),
        'fr-FR': labelsIn(locales['fr-FR']),
      },
    ];
  }),
);
