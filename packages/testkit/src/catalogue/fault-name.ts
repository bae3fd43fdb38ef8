/** Mistakes that can be planted in a catalogue. */
export const faultNames = [
  'duplicateSku',
  'duplicateVariant',
  'malformedUnit',
  'markupInName',
  'missingAsset',
  'missingName',
  'missingPrice',
  'negativePrice',
  'overlongName',
  'unknownCategory',
  'unknownOption',
  'unknownUnit',
  'wrongGtin',
  'wrongType',
] as const;

/** See {@link faultNames}. */
export type FaultName = (typeof faultNames)[number];
