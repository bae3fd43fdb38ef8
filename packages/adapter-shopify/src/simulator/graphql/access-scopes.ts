import { RequestError } from './request-error.ts';

/**
 * The access scope that a field at the root needs; several: any of them. Fields not named need none that apps do not
 * have. Source: the scopes that the Admin API 2026-10 names per field.
 */
export const accessScopes: Readonly<Record<string, readonly string[]>> = {
  product: ['read_products'],
  products: ['read_products'],
  productsCount: ['read_products'],
  productByIdentifier: ['read_products'],
  productVariants: ['read_products'],
  files: ['read_files', 'read_themes', 'read_images'],
  productVariant: ['read_products'],
  productOperation: ['read_products'],
  collection: ['read_products'],
  collections: ['read_products'],
  collectionByIdentifier: ['read_products'],
  inventoryItem: ['read_inventory', 'read_products'],
  locations: ['read_locations', 'read_inventory'],
  location: ['read_locations', 'read_inventory'],
  publications: ['read_publications'],
  shopLocales: ['read_locales', 'read_markets_home'],
  priceList: ['read_products'],
  priceLists: ['read_products'],
  translatableResource: ['read_translations'],
  translatableResourcesByIds: ['read_translations'],
  metaobject: ['read_metaobjects'],
  metaobjects: ['read_metaobjects'],
  metaobjectByHandle: ['read_metaobjects'],
  metaobjectDefinition: ['read_metaobject_definitions'],
  metaobjectDefinitionByType: ['read_metaobject_definitions'],
  metaobjectDefinitions: ['read_metaobject_definitions'],
  productCreate: ['write_products'],
  productSet: ['write_products'],
  productUpdate: ['write_products'],
  productDelete: ['write_products'],
  productVariantsBulkCreate: ['write_products'],
  productVariantsBulkUpdate: ['write_products'],
  productVariantsBulkDelete: ['write_products'],
  productVariantsBulkReorder: ['write_products'],
  productOptionUpdate: ['write_products'],
  productOptionsCreate: ['write_products'],
  productOptionsDelete: ['write_products'],
  productOptionsReorder: ['write_products'],
  productReorderMedia: ['write_products'],
  productVariantDetachMedia: ['write_products'],
  collectionCreate: ['write_products'],
  collectionUpdate: ['write_products'],
  collectionDelete: ['write_products'],
  fileAcknowledgeUpdateFailed: ['write_files'],
  fileCreate: ['write_files', 'write_themes', 'write_images'],
  fileUpdate: ['write_files', 'write_themes'],
  fileDelete: ['write_files'],
  inventorySetQuantities: ['write_inventory'],
  inventoryActivate: ['write_inventory'],
  inventoryBulkToggleActivation: ['write_inventory'],
  publishablePublish: ['write_publications'],
  publishableUnpublish: ['write_publications'],
  translationsRegister: ['write_translations'],
  translationsRemove: ['write_translations'],
  priceListFixedPricesAdd: ['write_products'],
  priceListFixedPricesDelete: ['write_products'],
  metaobjectUpsert: ['write_metaobjects'],
  metaobjectUpdate: ['write_metaobjects'],
  metaobjectDelete: ['write_metaobjects'],
  metaobjectDefinitionUpdate: ['write_metaobject_definitions'],
  metaobjectDefinitionCreate: ['write_metaobject_definitions'],
};

/**
 * Refuses a field at the root that the app has no scope for.
 *
 * @throws RequestError `ACCESS_DENIED`, which names the scope.
 */
export function checkScope(field: string, granted: readonly string[]): void {
  const needed = accessScopes[field];
  if (needed === undefined || needed.some((scope) => isGranted(scope, granted))) return;
  const requiredAccess = `\`${needed[0]}\` access scope.`;
  throw new RequestError(
    'ACCESS_DENIED',
    `Access denied for ${field} field. Required access: ${requiredAccess}`,
    {
      documentation: 'https://shopify.dev/api/usage/access-scopes',
      requiredAccess,
    },
  );
}

// Who may write may read.
function isGranted(scope: string, granted: readonly string[]): boolean {
  return granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_'));
}
