import { canonicalDecimal, multiplyDecimals } from '../../decimal.ts';
import type { JsonObject } from '../../json.ts';
import type { Price } from '../../price.ts';
import { extensionOf } from '../canonical-records.ts';
import type { CentAmount, ShopPrice } from './catalogue.ts';

// Prices in cents, and what of them the model has no place for.

export function readMoney(money: CentAmount): { amount: string; currency: string } {
  const units = money.preciseAmount ?? money.centAmount;
  return {
    amount: canonicalDecimal(`${units}e-${money.fractionDigits}`) ?? '',
    currency: money.currencyCode,
  };
}

function minorUnits(amount: string, digits: number): number {
  return Number(multiplyDecimals(amount, canonicalDecimal(`1e${digits}`) ?? ''));
}

const currencyDigits: Readonly<Record<string, number>> = { EUR: 2, JPY: 0 };

export function writeMoney({
  amount,
  currency,
}: {
  amount: string | null;
  currency: string;
}): CentAmount & JsonObject {
  const fractionDigits = currencyDigits[currency] ?? 2;
  return {
    type: 'centPrecision',
    currencyCode: currency,
    centAmount: minorUnits(amount ?? '0', fractionDigits),
    fractionDigits,
  };
}

interface PriceExtension {
  readonly id: string;
  readonly custom?: JsonObject;
  readonly discount?: string;
  readonly highPrecision?: { readonly centAmount: number; readonly fractionDigits: number };
}

// One price there is up to three kinds of price here: the price itself, its tiers, and what a discount makes of it.
export function readPrice(price: ShopPrice): Price[] {
  const { value, tiers = [], discounted } = price;
  const restrictions = {
    ...(price.country === undefined ? {} : { country: price.country }),
    ...(price.customerGroup === undefined ? {} : { customerGroup: price.customerGroup.id }),
    ...(price.channel === undefined ? {} : { scope: price.channel.id }),
    ...(price.validFrom === undefined ? {} : { validFrom: price.validFrom }),
    ...(price.validUntil === undefined ? {} : { validTo: price.validUntil }),
  };
  const own = {
    id: price.id,
    ...(price.custom === undefined ? {} : { custom: price.custom }),
    ...(value.type === 'highPrecision'
      ? { highPrecision: { centAmount: value.centAmount, fractionDigits: value.fractionDigits } }
      : {}),
  };
  const sameId = { extensions: { own: { id: price.id } } };
  return [
    { kind: 'list', ...readMoney(value), ...restrictions, extensions: { own } },
    ...tiers.map((tier): Price => ({
      kind: 'list',
      ...readMoney(tier.value),
      ...restrictions,
      ...sameId,
      minimumQuantity: String(tier.minimumQuantity),
    })),
    ...(discounted === undefined
      ? []
      : [
          {
            kind: 'sale' as const,
            ...readMoney(discounted.value),
            ...restrictions,
            extensions: { own: { id: price.id, discount: discounted.discount.id } },
          },
        ]),
  ];
}

export function writePrices(prices: readonly Price[]): ShopPrice[] {
  const groups = Map.groupBy(prices, (price) => (extensionOf(price) as PriceExtension).id);
  return [...groups].map(([id, group]) => {
    const base = group.find(({ kind, minimumQuantity }) => kind === 'list' && minimumQuantity === undefined);
    const tiers = group.filter(({ minimumQuantity }) => minimumQuantity !== undefined);
    const sale = group.find(({ kind }) => kind === 'sale');
    const { custom, highPrecision } = extensionOf(base ?? {}) as PriceExtension;
    const money = { amount: base?.amount ?? null, currency: base?.currency ?? '' };
    return {
      id,
      value:
        highPrecision === undefined
          ? writeMoney(money)
          : { ...writePrecise(money, highPrecision.fractionDigits), centAmount: highPrecision.centAmount },
      ...(base?.country === undefined ? {} : { country: base.country }),
      ...(base?.customerGroup === undefined
        ? {}
        : { customerGroup: { typeId: 'customer-group', id: base.customerGroup } }),
      ...(base?.scope === undefined ? {} : { channel: { typeId: 'channel', id: base.scope } }),
      ...(base?.validFrom === undefined ? {} : { validFrom: base.validFrom }),
      ...(base?.validTo === undefined ? {} : { validUntil: base.validTo }),
      ...(tiers.length === 0
        ? {}
        : {
            tiers: tiers.map((tier) => ({
              minimumQuantity: Number(tier.minimumQuantity),
              value: writeMoney(tier),
            })),
          }),
      ...(sale === undefined
        ? {}
        : {
            discounted: {
              value: writeMoney(sale),
              discount: {
                typeId: 'product-discount',
                id: (extensionOf(sale) as PriceExtension).discount ?? '',
              },
            },
          }),
      ...(custom === undefined ? {} : { custom }),
    };
  });
}

function writePrecise(
  { amount, currency }: { amount: string | null; currency: string },
  fractionDigits: number,
) {
  return {
    type: 'highPrecision' as const,
    currencyCode: currency,
    preciseAmount: minorUnits(amount ?? '0', fractionDigits),
    fractionDigits,
  };
}
