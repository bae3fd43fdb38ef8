/** The 60 attributes of the product, by what their values are like. */
export const attributeCodes = {
  /** Text in three locales. */
  texts: [
    'name',
    'subtitle',
    'tagline',
    'shortDescription',
    'seoTitle',
    'seoDescription',
    'careInstructions',
    'usageNotes',
    'materialNote',
    'warrantyNote',
    'packagingNote',
    'sizeHint',
    'searchTerms',
    'legalNote',
    'deliveryNote',
    'stylingTip',
  ],
  /** HTML in three locales and two scopes. */
  richTexts: ['description', 'features', 'story', 'technicalDetails'],
  /** Text for all locales. */
  codes: [
    'brand',
    'manufacturer',
    'modelNumber',
    'supplierNumber',
    'customsNumber',
    'designer',
    'styleCode',
    'productLine',
  ],
  option: ['color', 'material', 'gender', 'season', 'ageGroup', 'fit', 'size', 'origin'],
  options: ['certifications', 'sports', 'washing', 'occasions'],
  numbers: [
    'warrantyYears',
    'pieces',
    'minimumOrder',
    'packSize',
    'rating',
    'recycledShare',
    'waterColumn',
    'power',
  ],
  quantities: ['weight', 'length', 'width', 'height', 'volume', 'packageWeight'],
  booleans: ['vegan', 'recyclable', 'fragile', 'novelty'],
  dates: ['releaseDate', 'lastOrderDate'],
} as const;

/** Target locales, each with the source locales to try. */
export const locales = {
  'en-US': ['en-US', 'en-GB'],
  'de-DE': ['de-DE'],
  'fr-FR': ['fr-FR', 'en-US'],
} as const;

export const scope = 'shop';
