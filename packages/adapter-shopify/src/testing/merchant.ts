import type { createShopifySimulator } from '../simulator/index.ts';

/** A field of a definition. */
export interface FieldDefinition {
  readonly key: string;
  readonly type: string;
  readonly required?: boolean;
  readonly validations?: readonly { readonly name: string; readonly value: string }[];
}

/** Somebody who works in the admin of a simulated shop, beside the adapter. For tests. */
export function merchant({ handler }: Pick<ReturnType<typeof createShopifySimulator>, 'handler'>) {
  async function call(
    query: string,
    variables: object,
    token = 'shpat_static',
  ): Promise<{ readonly id: string }> {
    const response = await handler(
      new Request('https://example.myshopify.com/admin/api/2026-10/graphql.json', {
        method: 'POST',
        headers: { 'x-shopify-access-token': token, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      }),
    );
    const { data, errors } = (await response.json()) as {
      readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
      readonly errors?: unknown;
    };
    const payload = Object.values(data ?? {})[0] ?? {};
    const made = Object.values(payload).find((value) => value !== null && !Array.isArray(value));
    if (made === undefined) throw new Error(JSON.stringify(errors ?? payload));
    return made as { readonly id: string };
  }
  return {
    /** Makes a metaobject definition; gives its id. */
    async define(
      type: string,
      fieldDefinitions: readonly FieldDefinition[],
      more: object = {},
      token?: string,
    ) {
      const definition = { type, name: type, fieldDefinitions, ...more };
      const document =
        'mutation Define($definition: MetaobjectDefinitionCreateInput!) { metaobjectDefinitionCreate(definition: $definition) { metaobjectDefinition { id } userErrors { message } } }';
      return (await call(document, { definition }, token)).id;
    },
    /** Makes or changes a metaobject; gives its id. */
    async put(type: string, handle: string, fields: Readonly<Record<string, string>>, more: object = {}) {
      const metaobject = { fields: Object.entries(fields).map(([key, value]) => ({ key, value })), ...more };
      const document =
        'mutation Put($handle: MetaobjectHandleInput!, $metaobject: MetaobjectUpsertInput) { metaobjectUpsert(handle: $handle, metaobject: $metaobject) { metaobject { id } userErrors { message } } }';
      return (await call(document, { handle: { type, handle }, metaobject })).id;
    },
    /** Deletes a product. */
    async deleteProduct(id: string) {
      const document =
        'mutation Delete($id: ID!) { productDelete(input: { id: $id }) { deletedProductId userErrors { message } } }';
      await call(document, { id });
    },
    /** Makes a metafield definition; gives its id. */
    async defineMetafield(key: string, type: string, more: object = {}) {
      const definition = { name: key, namespace: 'custom', key, ownerType: 'PRODUCT', type, ...more };
      const document =
        'mutation Define($definition: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $definition) { createdDefinition { id } userErrors { message } } }';
      return (await call(document, { definition })).id;
    },
  };
}
