import type { KnownIssueCode } from '@pim-connector/core';

/** What to do about an issue, where the error itself asks for nothing particular. */
export const usualHints: Readonly<Partial<Record<KnownIssueCode, string>>> = {
  'value.missing': 'Fill it in the PIM, or let the mapping give a value that stands in.',
  'value.invalid': 'Correct it in the PIM, or let the mapping bring it to the form that Shopify takes.',
  'value.wrong_type':
    'The shop expects another type: map a value of that type, or change the definition in the shop.',
  'value.too_long': 'Shorten it in the PIM, or cut it in the mapping.',
  'value.too_many': 'Leave some out in the mapping, or divide the record in the PIM.',
  'value.duplicate':
    'Something else has it already: make it differ in the PIM, or do not set it in the mapping.',
  'value.unknown_option': 'Use a value that the shop has, or make it there.',
  'reference.missing': 'Make it in the shop, or correct the value that points to it.',
  'platform.rejected': 'See the words of Shopify: the value, or the product in the admin, has to be changed.',
};
