/** Product type of the shop by family; two families are not in it. */
export const familyTable: Readonly<Record<string, string>> = {
  'family-0': 'Shirts',
  'family-1': 'Shoes',
  'family-2': 'Bags',
};

/** Audience of the shop by option of `gender`. */
export const genderTable: Readonly<Record<string, string>> = {
  gender_0: 'women',
  gender_1: 'men',
  gender_2: 'unisex',
  gender_3: 'girls',
  gender_4: 'boys',
  gender_5: 'everyone',
};
