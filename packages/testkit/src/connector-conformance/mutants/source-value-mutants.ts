import type { SourceRecord } from '@pim-connector/core';

import { fetching, records } from './spoil-source.ts';
import type { SourceMutant } from './spoil-source.ts';
import { unencodedKey } from './unencoded-key.ts';

/** Spoils the prices of a product. */
function withPrices(record: SourceRecord, change: (amount: string) => string): SourceRecord {
  if (record.op === 'delete') return record;
  const data = JSON.stringify(record.data, (name, value: unknown) =>
    name === 'amount' && typeof value === 'string' ? change(value) : value,
  );
  return { ...record, data: JSON.parse(data) as never };
}

/** Sources that damage values and keys on the way. */
export const valueMutants: Readonly<Record<string, SourceMutant>> = {
  'calculates with prices': {
    spoil: records((list) =>
      list.map((record) => withPrices(record, (amount) => String(Number(amount) * 1.1))),
    ),
    noticedBy: ['read.decimals'],
  },
  'takes prices for cents and cuts them off': {
    spoil: records((list) =>
      list.map((record) => withPrices(record, (amount) => String(Math.trunc(Number(amount) * 100) / 100))),
    ),
    noticedBy: ['read.decimals'],
  },
  'puts keys into addresses as they are': {
    spoil: fetching((found, keys) => new Map(keys.map((key) => [key, found.get(unencodedKey(key)) ?? null]))),
    noticedBy: ['read.peculiar-keys'],
  },
  'joins keys with commas': {
    spoil: fetching(
      (found, keys) =>
        new Map(
          keys
            .join(',')
            .split(',')
            .map((key) => [key, found.get(key) ?? null]),
        ),
    ),
    noticedBy: ['read.peculiar-keys'],
  },
  'loses records whose keys are no plain words': {
    spoil: records((list) => list.filter(({ key }) => encodeURI(key) === key)),
    noticedBy: ['read.peculiar-keys'],
  },
};
