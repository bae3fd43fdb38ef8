const oneSlot = 'was given when an app had one slot; it has five since API 2026-01';
const deprecated = 'needs an argument that is deprecated since API 2026-07';
const noLinkedOptions = 'comes of options linked to metafields, which the simulator does not have';
const noSuchType = 'comes of references to what the simulator does not have';
const noInput = 'needs an input that our part of the schema leaves out';

/** Recorded user errors that the simulator does not give, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  'bulkOperationRunMutation -: A bulk mutation operation for this app and shop is already in progress: gid://shopify/BulkOperation/<id>.':
    oneSlot,
  'bulkOperationRunQuery -: A bulk query operation for this app and shop is already in progress: gid://shopify/BulkOperation/<id>.':
    oneSlot,
  'bulkOperationRunQuery query: Queries that contain a connection field within a list field are not currently supported.':
    'no list in our part of the schema holds a connection',
  'collectionCreate products.<i>: Product does not exist': deprecated,
  'collectionCreate ruleSet.rules: Rules cannot be an empty set': deprecated,
  'collectionCreate id: id cannot be specified on collection creation': deprecated,
  'collectionUpdate id: Cannot update rule set of a custom collection': deprecated,
  'collectionUpdate ruleSet.rules: Rules cannot be an empty set': deprecated,
  'fileUpdate files.<i>: Specify either a source or revertToVersionId, not both.': noInput,
  'metafieldDefinitionCreate definition: Setting this access control is not permitted. It must be one of ["public_read_write"].':
    noInput,
  'metaobjectDefinitionCreate definition.fieldDefinitions: Maximum 40 admin filterable fields per metaobject definition':
    noInput,
  'metaobjectDefinitionUpdate definition.capabilities.renderable: Renderable Capability "meta_description_key" cannot reference the field definition "count" of type "number_integer". Only single_line_text_field, multi_line_text_field, rich_text_field definitions are allowed.':
    noInput,
  'metaobjectDefinitionUpdate definition.capabilities.renderable: Field definition "missing" does not exist':
    noInput,
  'metaobjectDefinitionUpdate definition.displayNameKey: Cannot change display name field when metaobject is used in product options':
    noLinkedOptions,
  'metaobjectUpdate metaobject.capabilities.onlineStore: Capability is not enabled: online_store': noInput,
  'metaobjectUpdate metaobject.fields.<i>: The display name you have chosen is already in use as an option value. Choose a different name to avoid conflicts.':
    noLinkedOptions,
  'metaobjectUpdate metaobject.fields.<i>: Value must be a valid customer reference.': noSuchType,
  'metaobjectUpdate metaobject.fields.<i>: Value must be a valid company reference.': noSuchType,
  'metaobjectUpsert metaobject.capabilities.onlineStore: Capability is not enabled: online_store': noInput,
  'metaobjectUpsert metaobject.fields.<i>: The display name you have chosen is already in use as an option value. Choose a different name to avoid conflicts.':
    noLinkedOptions,
  "metaobjectUpsert : Title can't be blank": 'comes of the argument “values”, which our part leaves out',
  'metaobjectUpsert handle.handle: Handle has already been taken':
    'when it stands here and not at metaobject.handle is not known',
  'productCreate input: id cannot be specified during creation': deprecated,
  'productCreate media.<i>.originalSource: Image URL is invalid': deprecated,
  'productCreate customProductType: Custom product type is too long (maximum is 255 characters)': deprecated,
  'productSet input: Custom product type is too long (maximum is 255 characters)': deprecated,
  'productUpdate media.<i>.originalSource: Image URL is invalid': deprecated,
  'productUpdate customProductType: Custom product type is too long (maximum is 255 characters)': deprecated,
  'translationsRegister translations.<i>.value: Value cannot match original content':
    'comes of translations for markets, which the simulator does not have',
  'translationsRegister translations.<i>.key: Key body cannot be customized for a market; it can only be translated.':
    'comes of translations for markets, which the simulator does not have',
  'webhookSubscriptionCreate webhookSubscription.callbackUrl: Address protocol pubsub:// is not supported':
    'was given by an older version',
  'webhookSubscriptionCreate webhookSubscription.callbackUrl: Address is not a valid kafka topic':
    'was given by an older version',
};
