import { normalizeGtin, resolveValue } from '@pim-connector/core';
import type { Gate, Product } from '@pim-connector/core';

/** Warns of EANs that are none. Such a product goes out all the same, but without a bar code. */
export const eanGate: Gate = {
  name: 'ean',
  version: '1',
  check({ record }) {
    if (record.entity !== 'product') return [];
    const ean = resolveValue(record.data as Product, null, 'ean', { locales: [], scope: null })?.data;
    if (typeof ean !== 'string' || normalizeGtin(ean) !== null) return [];
    return [
      {
        code: 'value.invalid',
        severity: 'warning',
        message: `The EAN ${ean} has a wrong check digit, so the shop gets no bar code`,
        attribute: 'ean',
      },
    ];
  },
};
