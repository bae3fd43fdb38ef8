const files = ['ExternalVideo', 'GenericFile', 'MediaImage', 'Model3d', 'Video'];
const publishables = ['Collection', 'Product', 'ProductVariant'];

/**
 * Of which types the ids may be that a field at the root takes. Source: the types that the Admin API 2026-10 names per
 * argument.
 */
export const globalIdTypes: Readonly<Record<string, readonly string[]>> = {
  'bulkOperation(id)': ['BulkOperation'],
  'collection(id)': ['Collection'],
  'inventoryItem(id)': ['InventoryItem'],
  'location(id)': ['Location'],
  'metaobject(id)': ['Metaobject'],
  'metaobjectDefinition(id)': ['MetaobjectDefinition'],
  'priceList(id)': ['PriceList'],
  'product(id)': ['Product'],
  'productOperation(id)': ['ProductDeleteOperation', 'ProductSetOperation'],
  'productVariant(id)': ['ProductVariant'],
  'bulkOperationCancel(id)': ['BulkOperation'],
  'fileDelete(fileIds)': files,
  'inventoryActivate(inventoryItemId)': ['InventoryItem'],
  'inventoryActivate(locationId)': ['Location'],
  'inventoryBulkToggleActivation(inventoryItemId)': ['InventoryItem'],
  'metaobjectDefinitionUpdate(id)': ['MetaobjectDefinition'],
  'metaobjectDelete(id)': ['Metaobject'],
  'metaobjectUpdate(id)': ['Metaobject'],
  'priceListFixedPricesAdd(priceListId)': ['PriceList'],
  'priceListFixedPricesDelete(priceListId)': ['PriceList'],
  'priceListFixedPricesDelete(variantIds)': ['ProductVariant'],
  'productOptionUpdate(optionValuesToDelete)': ['ProductOptionValue'],
  'productOptionUpdate(productId)': ['Product'],
  'productOptionsCreate(productId)': ['Product'],
  'productOptionsDelete(options)': ['ProductOption'],
  'productOptionsDelete(productId)': ['Product'],
  'productOptionsReorder(productId)': ['Product'],
  'productReorderMedia(id)': ['Product'],
  'productVariantsBulkCreate(productId)': ['Product'],
  'productVariantsBulkDelete(productId)': ['Product'],
  'productVariantsBulkDelete(variantsIds)': ['ProductVariant'],
  'productVariantsBulkReorder(productId)': ['Product'],
  'productVariantsBulkUpdate(productId)': ['Product'],
  'publishablePublish(id)': publishables,
  'publishableUnpublish(id)': publishables,
  'webhookSubscriptionDelete(id)': ['WebhookSubscription'],
};
