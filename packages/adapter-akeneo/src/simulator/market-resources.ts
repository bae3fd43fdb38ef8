import type { Access } from './access.ts';
import { unknownCode } from './api-error.ts';
import type { AssociationType, Channel, Currency } from './entities.ts';
import { activeLocales } from './pim.ts';
import type { Pim } from './pim.ts';
import { immutable } from './resource-routes.ts';
import type { Resource } from './resource-routes.ts';
import { flagOf, structureSearch } from './structure-search.ts';

/** Channels. */
export function channelResource(pim: Pim): Resource<Channel> {
  return {
    noun: 'channel',
    area: 'channels',
    path: '/channels',
    name: 'pim_api_channel',
    defaults: { locales: [], currencies: [], category_tree: null, conversion_units: {}, labels: {} },
    store: () => pim.channels,
    search: (query, store) => structureSearch(pim, query, store, undefined, false),
    finish(merged) {
      const channel = merged as Channel;
      for (const code of channel.locales)
        if (!pim.locales.has(code)) throw unknownCode('locales', 'locale', code);
      for (const code of channel.currencies) {
        if (!pim.currencies.has(code)) throw unknownCode('currencies', 'currency', code);
      }
      const tree = channel.category_tree;
      if (tree !== null && !pim.categories.has(tree)) throw unknownCode('category_tree', 'category', tree);
      return channel;
    },
    check: ({ locales, currencies, category_tree: tree }) => [
      ...(locales.length === 0
        ? [{ property: 'locales', message: 'This collection should contain 1 element or more.' }]
        : []),
      ...(currencies.length === 0
        ? [{ property: 'currencies', message: 'This collection should contain 1 element or more.' }]
        : []),
      ...(tree === null ? [{ property: 'category_tree', message: 'This value should not be blank.' }] : []),
    ],
  };
}

/** Locales: those of a channel are active. */
export function localeResource(pim: Pim, access: Access): Resource<{ readonly code: string }> {
  return {
    noun: 'locale',
    area: 'locales',
    path: '/locales',
    name: 'pim_api_locale',
    defaults: {},
    readOnly: true,
    store: () => pim.locales,
    isVisible: ({ code }) => !access.isHidden('locales', code),
    search: (query, store) =>
      structureSearch(
        pim,
        query,
        store,
        enabledCondition(({ code }) => activeLocales(pim).has(code)),
        false,
      ),
    present: ({ code }) => ({ code, enabled: activeLocales(pim).has(code) }),
    finish: (merged) => merged as { readonly code: string },
  };
}

/** Currencies. */
export function currencyResource(pim: Pim): Resource<Currency> {
  return {
    noun: 'currency',
    area: 'currencies',
    path: '/currencies',
    name: 'pim_api_currency',
    defaults: {},
    readOnly: true,
    store: () => pim.currencies,
    search: (query, store) =>
      structureSearch(
        pim,
        query,
        store,
        enabledCondition(({ enabled }) => enabled),
        false,
      ),
    present: ({ code, enabled, label }) =>
      pim.features.saas ? { code, enabled, label: label ?? code } : { code, enabled },
    finish: (merged) => merged as Currency,
  };
}

function enabledCondition<T>(isEnabled: (thing: T) => boolean) {
  return (criterion: Parameters<typeof flagOf>[0]): ((thing: T) => boolean) | undefined => {
    if (criterion.property !== 'enabled') return undefined;
    const wanted = flagOf(criterion);
    return (thing) => isEnabled(thing) === wanted;
  };
}

/** Types of associations. */
export function associationTypeResource(pim: Pim): Resource<AssociationType> {
  return {
    noun: 'association type',
    area: 'association types',
    path: '/association-types',
    name: 'pim_api_association_type',
    defaults: { labels: {}, is_quantified: false, is_two_way: false },
    store: () => pim.associationTypes,
    finish: (merged) => merged as AssociationType,
    check: (type, previous) =>
      previous === undefined
        ? []
        : (['is_quantified', 'is_two_way'] as const)
            .filter((name) => previous[name] !== type[name])
            .map(immutable),
  };
}
