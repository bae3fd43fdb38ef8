import type { ShopifyRecords } from '../records/shopify-records.ts';
import type { ShopifySimulatorOptions } from '../simulator/index.ts';
import { fileHost, fileServer, someBytes } from './file-server.ts';
import type { ServedFile } from './file-server.ts';
import { shopPipeline } from './shop-pipeline.ts';
import type { ShopPipelineOptions, TestCatalogue } from './shop-pipeline.ts';

/** What the videos and models of the shop consist of. */
export const bytes = someBytes(5_000);
/** Where a file is served. */
export const at = (path: string) => `https://${fileHost}${path}`;

/** A product that shows files of all kinds. */
export const tent: ShopifyRecords['product'] = {
  title: 'Tent',
  images: ['front', 'film', 'clip', 'model', 'back'],
  variants: [{ sku: 'tent', price: '5', image: 'back' }],
};

/** The files of {@link tent}. */
export const assets: TestCatalogue['assets'] = {
  front: { url: at('/front.jpg') },
  back: { url: at('/back.jpg') },
  film: { url: at('/film.mp4'), alt: 'How it is put up' },
  clip: { url: 'https://youtu.be/dQw4w9WgXcQ', alt: 'In the rain' },
  model: { url: at('/model.glb'), alt: 'From all sides' },
};

/** How the shop of a test is made. */
export interface VideoShopOptions extends Pick<ShopPipelineOptions, 'config'> {
  readonly files?: Record<string, ServedFile>;
  readonly assets?: TestCatalogue['assets'];
  readonly product?: ShopifyRecords['product'];
  readonly simulator?: ShopifySimulatorOptions;
}

/** A shop that gets a product with videos, and the server that these are on. For tests. */
export function videoShop({
  files = {},
  config,
  product = tent,
  simulator,
  ...options
}: VideoShopOptions = {}) {
  const server = fileServer({ '/film.mp4': { bytes }, '/model.glb': { bytes }, ...files });
  const shop = shopPipeline(
    { assets: options.assets ?? assets, products: { tent: product } },
    {
      ...(simulator === undefined ? {} : { simulator }),
      config: { around: server.around, privateFileHosts: [fileHost], ...config },
    },
  );
  const shown = () => {
    const [found] = shop.state.products.values();
    return (found?.mediaIds ?? []).map((id) => {
      const { kind, alt } = shop.state.files.get(id) ?? { kind: 'gone', alt: null };
      return `${kind}: ${alt}`;
    });
  };
  const made = (kind: string) => [...shop.state.files.values()].filter((file) => file.kind === kind);
  return { ...shop, server, shown, made };
}

/** What {@link tent} shows when all is there. */
export const allShown = [
  'MediaImage: null',
  'Video: How it is put up',
  'ExternalVideo: In the rain',
  'Model3d: From all sides',
  'MediaImage: null',
];
