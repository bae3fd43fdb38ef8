/**
 * Record keys with characters that mean something in addresses, queries and lists. Who puts them there as they are, or cuts
 * at one of them, takes one record for another: the first is what is left of many of them then.
 */
export const peculiarKeys: readonly string[] = [
  'tent',
  'tent/2',
  'tent?size=2',
  'tent#2',
  'tent%2F2',
  'tent 100%',
  'tent+2',
  'tent 2',
  'tent,2',
  'tent&2',
  'tent:2',
  'tent*',
  'tent\\2',
  'tent "two"',
  "tent's",
  'tent (2)',
  'Größe-ä-名',
];
