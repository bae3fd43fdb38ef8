/** What a shop is like. */
export interface ShopSettings {
  /** Such as `example.myshopify.com`. */
  readonly domain: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** The language of the source texts. */
  readonly primaryLocale: string;
  readonly locales: readonly string[];
  readonly plan: ShopPlan;
  readonly weightUnit: 'GRAMS' | 'KILOGRAMS' | 'OUNCES' | 'POUNDS';
  readonly maxVariants: number;
  readonly maxOptions: number;
  readonly locationLimit: number;
  /** Videos and 3D models that the shop may host. Source: Shopify’s page on media of products. */
  readonly hostedMediaLimit: number;
  /** Access scopes that the app was granted. */
  readonly scopes: readonly string[];
}

/** A plan, which decides how fast the API may be used. */
export type ShopPlan = 'standard' | 'advanced' | 'plus' | 'enterprise';

/**
 * Points per second and points at once. Source: Shopify’s page on rate limits and recordings of real shops; Advanced
 * and Enterprise follow the rule of twenty seconds.
 */
export const planLimits: Readonly<
  Record<ShopPlan, { readonly restoreRate: number; readonly maximum: number }>
> = {
  standard: { restoreRate: 100, maximum: 2_000 },
  advanced: { restoreRate: 200, maximum: 4_000 },
  plus: { restoreRate: 1_000, maximum: 20_000 },
  enterprise: { restoreRate: 2_000, maximum: 40_000 },
};

/** A shop that may do all that the simulator knows. */
export const defaultShopSettings: ShopSettings = {
  domain: 'example.myshopify.com',
  name: 'Example',
  currency: 'EUR',
  primaryLocale: 'en',
  locales: ['en', 'de', 'fr'],
  plan: 'standard',
  weightUnit: 'KILOGRAMS',
  maxVariants: 2_048,
  maxOptions: 3,
  locationLimit: 200,
  hostedMediaLimit: 1_000,
  scopes: [
    'read_products',
    'write_products',
    'read_inventory',
    'write_inventory',
    'read_locations',
    'read_publications',
    'write_publications',
    'read_files',
    'write_files',
    'read_translations',
    'write_translations',
    'read_locales',
    'read_metaobjects',
    'write_metaobjects',
    'read_metaobject_definitions',
    'write_metaobject_definitions',
    'read_markets',
  ],
};
