const names = [
  'adobe commerce',
  'akeneo',
  'amazon',
  'aws',
  'bigcommerce',
  'bynder',
  'cloudinary',
  'commercetools',
  'ebay',
  'etsy',
  'google',
  'inriver',
  'kaufland',
  'magento',
  'microsoft',
  'netsuite',
  'odoo',
  'pimcore',
  'plytix',
  'prestashop',
  'salesforce',
  'saleor',
  'salsify',
  'sap',
  'shopify',
  'shopware',
  'stibo',
  'walmart',
  'wix',
  'woocommerce',
  'zalando',
];

/** These are parts of ordinary words too, so they count only where they stand alone. */
const ambiguous = new Set(['aws', 'ebay', 'etsy', 'sap', 'stibo', 'wix']);

const pattern = new RegExp(
  names
    .map((name) => (ambiguous.has(name) ? `(?<![a-z])${name}(?![a-z])` : name.replace(' ', '[ _-]?')))
    .join('|'),
  'i',
);
const comment = /^\s*(?:\/\/|\/?\*)|\s\/\/\s/;
const citation = /Source: |\([^()]*, API [^()]*\)|https:\/\//;

export interface PlatformWord {
  /** Counted from 1. */
  readonly line: number;
  readonly word: string;
}

/**
 * The names of platforms in a source text. A comment may name one where it says where a fact comes from, in the
 * same line: `Source: …`, `(…, API 2026-10)` or a link.
 */
export const platformWords = (text: string): PlatformWord[] =>
  text.split('\n').flatMap((content, index) => {
    const word = pattern.exec(content)?.[0];
    const cites = comment.test(content) && citation.test(content);
    return word === undefined || cites ? [] : [{ line: index + 1, word }];
  });
