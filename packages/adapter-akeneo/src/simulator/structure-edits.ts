import type { Access } from './access.ts';
import {
  attributeGroupResource,
  attributeOptionResource,
  attributeResource,
  optionsOf,
} from './attribute-resource.ts';
import type { Call } from './call.ts';
import { categoryResource } from './category-resource.ts';
import type { CodeMap } from './code-map.ts';
import { familyResource, familyVariantResource, variantsOf } from './family-resource.ts';
import type { JsonObject } from './json.ts';
import { associationTypeResource, channelResource } from './market-resources.ts';
import { notify } from './pim.ts';
import type { Author, Pim } from './pim.ts';
import { writeResource } from './resource-routes.ts';

/** The things of the structure that a person can edit. */
export type StructureKind =
  | 'attributes'
  | 'attribute options'
  | 'attribute groups'
  | 'families'
  | 'family variants'
  | 'categories'
  | 'channels'
  | 'association types';

/** Makes a thing of the structure or changes it, as a person in the PIM would. @throws ApiError */
export function saveThing(
  pim: Pim,
  access: Access,
  author: Author,
  kind: StructureKind,
  code: string,
  patch: JsonObject,
  owner = '',
): void {
  const call = personCall(author, { attribute_code: owner, family_code: owner });
  switch (kind) {
    case 'attributes':
      writeResource(pim, attributeResource(pim, access), call, code, patch);
      break;
    case 'attribute options':
      writeResource(pim, attributeOptionResource(pim), call, code, patch);
      break;
    case 'attribute groups':
      writeResource(pim, attributeGroupResource(pim, access), call, code, patch);
      break;
    case 'families':
      writeResource(pim, familyResource(pim, access), call, code, patch);
      break;
    case 'family variants':
      writeResource(pim, familyVariantResource(pim, access), call, code, patch);
      break;
    case 'categories':
      writeResource(pim, categoryResource(pim), call, code, patch);
      break;
    case 'channels':
      writeResource(pim, channelResource(pim), call, code, patch);
      break;
    case 'association types':
      writeResource(pim, associationTypeResource(pim), call, code, patch);
      break;
  }
}

/** A person makes no request; this is what the rules want to know of one. */
function personCall(author: Author, params: Readonly<Record<string, string>>): Call {
  const url = new URL('http://localhost/');
  return {
    request: new Request(url),
    url,
    params,
    query: url.searchParams,
    caller: { kind: 'connection', clientId: '', author, scopes: null },
    bytes: new Uint8Array(),
  };
}

/** Deletes a thing of the structure. @throws Error when there is no such thing */
export function removeThing(pim: Pim, author: Author, kind: StructureKind, code: string, owner = ''): void {
  if (!storeOf(pim, kind, owner).delete(code))
    throw new Error(`There is nothing called "${code}" among the ${kind}.`);
  pim.structureVersion += 1;
  const type = eventNames[kind];
  if (type === undefined) return;
  const name = type.replaceAll('-', '_');
  const thing = kind === 'attribute options' ? { code, attribute: { code: owner } } : { code };
  notify(pim, { type: `${type}.deleted`, data: { [name]: thing }, author });
}

const eventNames: Partial<Record<StructureKind, string>> = {
  attributes: 'attribute',
  'attribute options': 'attribute-option',
  'attribute groups': 'attribute-group',
  families: 'family',
  categories: 'category',
};

/** A thing of the structure as it is kept. `owner`: see {@link saveThing}. */
export function findThing(pim: Pim, kind: StructureKind, code: string, owner = ''): JsonObject | undefined {
  return storeOf(pim, kind, owner).get(code);
}

function storeOf(pim: Pim, kind: StructureKind, owner: string): Pick<CodeMap<JsonObject>, 'delete' | 'get'> {
  switch (kind) {
    case 'attributes':
      return pim.attributes;
    case 'attribute options':
      return optionsOf(pim, owner);
    case 'attribute groups':
      return pim.attributeGroups;
    case 'families':
      return pim.families;
    case 'family variants':
      return variantsOf(pim, owner);
    case 'categories':
      return pim.categories;
    case 'channels':
      return pim.channels;
    case 'association types':
      return pim.associationTypes;
  }
}
