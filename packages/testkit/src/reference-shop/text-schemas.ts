import { z } from 'zod';

import { complaint } from './field-error.ts';
import { holdsMarkup, htmlProblem } from './shop-html.ts';
import type { ShopSettings } from './shop-settings.ts';

/** A field that may be given, and cleared with `null`. */
export function given<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().exactOptional();
}

/** Text without markup. */
export function plainText(maxLength: number) {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .superRefine((text, context) => {
      if (text.trim() === '') context.addIssue(complaint('required', 'must not be blank'));
      if (holdsMarkup(text)) context.addIssue(complaint('html_not_allowed', 'must not hold HTML'));
    });
}

/** HTML of the few elements that shop pages can show. */
export function richText(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .superRefine((html, context) => {
      const problem = htmlProblem(html);
      if (problem !== null) context.addIssue(complaint('html_not_allowed', problem));
    });
}

/** A code or key of 1 to `maxLength` visible characters. */
export function code(maxLength: number) {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .refine((text) => !/\p{Cc}/u.test(text) && text.trim() === text, {
      message: 'must not hold control characters, nor begin or end with a space',
    });
}

/** One text per language of the shop; `null` clears one. */
export function localized<Text extends z.ZodType<string>>(text: Text, { locales }: ShopSettings) {
  return z.record(z.string(), text.nullable()).superRefine((texts, context) => {
    for (const locale of Object.keys(texts)) {
      if (locales.includes(locale)) continue;
      const message = `is not a language of the shop, which has ${locales.join(', ')}`;
      context.addIssue(complaint('locale_not_supported', message, [locale]));
    }
  });
}

/** A list without repetitions. */
export function uniqueList<Item extends z.ZodType>(
  item: Item,
  maxItems: number,
  identity: (item: z.output<Item>) => string,
) {
  return z
    .array(item)
    .max(maxItems)
    .superRefine((items, context) => {
      const seen = new Set<string>();
      for (const [index, each] of items.entries()) {
        const id = identity(each);
        if (seen.has(id)) context.addIssue(complaint('duplicate', `repeats ${id}`, [index]));
        seen.add(id);
      }
    });
}
