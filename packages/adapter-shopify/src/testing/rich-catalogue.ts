import type { TestCatalogue } from './shop-pipeline.ts';

/** A catalogue that speaks of all that a shop takes. Written as a PIM writes it, not as Shopify gives it back. For tests. */
export function richCatalogue(): TestCatalogue {
  return {
    categories: {
      outdoor: { title: 'Outdoor', parent: null },
      tents: {
        title: ' All tents ',
        handle: 'Tents, all!',
        descriptionHtml: "<P class='lead'>Light &#38; dry<br/></P>\n<p>For two</p>",
        seoTitle: 'Buy tents',
        seoDescription: null,
        sortOrder: 'price_asc',
        image: { url: 'https://assets.example/tents.jpg', alt: 'Tents' },
        parent: 'outdoor',
        metafields: { custom: { mood: { type: 'number_decimal', value: '2.50' } } },
        publications: ['online store'],
        translations: {
          de: { title: 'Zelte', descriptionHtml: '<p>Leicht</p>', seoDescription: 'Bleibt weg' },
        },
      },
    },
    assets: {
      front: {
        url: 'https://assets.example/front.jpg',
        alt: 'The front',
        altTranslations: { de: 'Die Vorderseite' },
      },
      back: { url: 'https://assets.example/back.jpg', alt: 'The back' },
      red: { url: 'https://assets.example/red.png' },
    },
    products: {
      tent: {
        title: ' Tent Tarnfell ',
        handle: 'Tent, Tarnfell!',
        descriptionHtml: "<P class='lead'>Light &#38; dry<br/></P>\n<p>For two</p>",
        vendor: 'Tarnfell',
        productType: 'Tents',
        category: 'gid://shopify/TaxonomyCategory/aa-1',
        seoTitle: 'Buy a tent',
        seoDescription: null,
        tags: ['Outdoor', ' new ', 'outdoor', 'Berg'],
        collections: ['summer'],
        categories: ['tents'],
        images: ['back', 'front'],
        status: 'active',
        publications: ['online store', 'Point of Sale'],
        options: ['Size', 'Color'],
        metafields: {
          custom: {
            care: { type: 'multi_line_text_field', value: 'Dry it' },
            height: { type: 'dimension', value: '{"unit":"m","value":1.20}' },
            made: { type: 'date_time', value: '2026-01-02T03:04:05' },
            rated: { type: 'rating', value: '{"value":"4.50","scale_max":"5","scale_min":"1.0"}' },
            weight: { type: 'number_decimal', value: '2.50' },
            tint: { type: 'color', value: '#FFAA00' },
            article: { type: 'json', value: '{"code":"0010"}' },
            facts: { type: 'json', value: '{ "b": 1.0, "a": [1, 2] }' },
            sizes: { type: 'list.number_decimal', value: '[1.50, 2]' },
            nothing: '',
          },
        },
        translations: {
          de: {
            title: 'Zelt',
            descriptionHtml: '<p>Leicht</p>',
            seoDescription: 'Bleibt weg',
            options: { Size: 'Größe', Color: '' },
            optionValues: { Size: { S: 'Klein', L: 'Gross' } },
            metafields: { custom: { care: 'Trocknen', nothing: 'Bleibt weg' } },
          },
          fr: { title: 'Tente', seoTitle: '' },
        },
        variants: ['S', 'L'].map((size, index) => ({
          sku: `tent-${size}`,
          barcode: '4006381333931',
          options: [
            { name: 'Color', value: 'red' },
            { name: 'Size', value: size },
          ],
          price: '199.9',
          compareAtPrice: index === 0 ? '0' : '249',
          cost: '80.5',
          taxable: true,
          inventoryPolicy: 'deny' as const,
          weightGrams: '2100.5',
          countryOfOrigin: 'DE',
          hsCode: '630622',
          image: 'red',
          metafields: {
            custom: {
              lot: { type: 'number_integer', value: '007' },
              note: { type: 'single_line_text_field', value: `Size ${size}` },
            },
          },
          translations: { de: { metafields: { custom: { note: `Größe ${size}` } } } },
          marketPrices: [{ priceList: 'switzerland', amount: '210', compareAt: '220.5' }],
        })),
      },
      cup: {
        title: 'Cup',
        vendor: null,
        tags: [],
        status: 'draft',
        metafields: { custom: { care: { type: 'multi_line_text_field', value: 'Wash it' } } },
        variants: [
          {
            sku: 'cup',
            price: '5',
            barcode: '',
            marketPrices: [{ priceList: 'Switzerland', amount: '6.005' }],
          },
        ],
      },
    },
    prices: { cup: { list: '7.5', sale: '5' } },
    stock: { 'tent-S': { Berlin: 3, Paris: 0 }, cup: { Berlin: 12 } },
  };
}

/** What a shop must have for {@link richCatalogue}. */
export const richShop = {
  collectionTitles: ['Summer', 'Sale'],
  markets: [{ name: 'Switzerland', currency: 'CHF', countries: ['CH'] }],
  locationNames: ['Berlin', 'Paris'],
} as const;
