import type { Access } from './access.ts';
import { documented, invalid, missing } from './api-error.ts';
import { bodyObject, param } from './call.ts';
import type { Call, Reply } from './call.ts';
import { CodeMap } from './code-map.ts';
import type { RecordAttribute } from './entities.ts';
import type { JsonObject } from './json.ts';
import { mergePatch } from './merge-patch.ts';
import { codeListing, pageReply } from './paging.ts';
import type { Pim } from './pim.ts';
import type { RecordFamily } from './record-family.ts';
import type { RecordKind } from './record-kind.ts';
import { immutable } from './resource-routes.ts';
import { restRoute, restUrl } from './route.ts';
import type { Route } from './route.ts';

/** The family or entity that a path names. @throws ApiError 404 */
export function recordFamilyOf(
  { families, hideable, noun }: RecordKind,
  access: Access,
  code: string,
): RecordFamily {
  const family = families.get(code);
  if (family === undefined || access.isHidden(hideable, code)) throw missing(noun, code);
  return family;
}

/** The routes of asset families, or of reference entities, with their attributes and options (Enterprise). */
export function recordFamilyRoutes(pim: Pim, access: Access, kind: RecordKind): Route[] {
  const { path, variable, area } = kind;
  const name = kind.assets
    ? 'akeneo_asset_manager_asset_family'
    : 'akeneo_reference_entities_reference_entity';
  const below = (call: Call) => recordFamilyOf(kind, access, param(call, variable));
  const attributes = `${path}/{${variable}}/attributes`;
  const options = `${attributes}/{attribute_code}/options`;
  const routes: Route[] = [
    {
      method: 'GET',
      path,
      name: `${name}_list`,
      permission: ['list', area],
      run: (call) => listFamilies(access, kind, call),
    },
    {
      method: 'GET',
      path: `${path}/{code}`,
      name: `${name}_get`,
      permission: ['list', area],
      run: (call) => ({ status: 200, body: recordFamilyOf(kind, access, param(call, 'code')).properties }),
    },
    {
      method: 'PATCH',
      path: `${path}/{code}`,
      name: `${name}_partial_update`,
      permission: ['administrate', area],
      body: 'json',
      run: (call) => writeFamily(pim, kind, call),
    },
    {
      method: 'GET',
      path: attributes,
      name: `${name}_attribute_list`,
      permission: ['list', area],
      run: (call) => ({ status: 200, body: [...below(call).attributes.values()] }),
    },
    {
      method: 'GET',
      path: `${attributes}/{code}`,
      name: `${name}_attribute_get`,
      permission: ['list', area],
      run: (call) => ({ status: 200, body: found(below(call).attributes, 'Attribute', param(call, 'code')) }),
    },
    {
      method: 'PATCH',
      path: `${attributes}/{code}`,
      name: `${name}_attribute_partial_update`,
      permission: ['administrate', area],
      body: 'json',
      run: (call) => writeAttribute(pim, kind, call, below(call)),
    },
    {
      method: 'GET',
      path: options,
      name: `${name}_attribute_option_list`,
      permission: ['list', area],
      run: (call) => ({ status: 200, body: [...optionsOf(below(call), call).values()] }),
    },
    {
      method: 'GET',
      path: `${options}/{code}`,
      name: `${name}_attribute_option_get`,
      permission: ['list', area],
      run: (call) => ({
        status: 200,
        body: found(optionsOf(below(call), call), 'Attribute option', param(call, 'code')),
      }),
    },
    {
      method: 'PATCH',
      path: `${options}/{code}`,
      name: `${name}_attribute_option_partial_update`,
      permission: ['administrate', area],
      body: 'json',
      run: (call) => writeOption(pim, kind, call, below(call)),
    },
  ];
  return routes.map((route) => restRoute({ ...route, available: ({ enterprise }) => enterprise }));
}

const pageSize = 100;

function listFamilies(access: Access, kind: RecordKind, call: Call): Reply {
  const families = [...kind.families.values()].filter(({ code }) => !access.isHidden(kind.hideable, code));
  return pageReply(
    call,
    { searchAfter: 'always', fixedLimit: pageSize },
    codeListing(families, ({ code, properties }) =>
      JSON.stringify({ _links: { self: { href: restUrl(call, `${kind.path}/${code}`) } }, ...properties }),
    ),
  );
}

function found<T>(things: CodeMap<T>, noun: string, code: string): T {
  const thing = things.get(code);
  if (thing === undefined) throw missing(noun, code);
  return thing;
}

function writeFamily(pim: Pim, kind: RecordKind, call: Call): Reply {
  const code = param(call, 'code');
  const previous = kind.families.get(code);
  const shape = { ...kind.defaults, code: '' };
  const properties = mergePatch(shape, previous?.properties ?? { code, ...kind.defaults }, bodyObject(call));
  if (previous === undefined && !/^\w+$/u.test(code)) {
    throw invalid([
      { property: 'code', message: 'The code may contain only letters, numbers and underscores.' },
    ]);
  }
  const family: RecordFamily =
    previous === undefined ? emptyFamily(pim, kind, code, properties) : { ...previous, properties };
  kind.families.set(code, family, pim.clock.now());
  pim.structureVersion += 1;
  return {
    status: previous === undefined ? 201 : 204,
    headers: { location: restUrl(call, `${kind.path}/${code}`) },
  };
}

/** A family with what the PIM puts into each: a medium for assets, a label and an image for records. */
function emptyFamily(pim: Pim, kind: RecordKind, code: string, properties: JsonObject): RecordFamily {
  const attributes = new CodeMap<RecordAttribute>();
  const add = (name: string, type: string, perLocale: boolean, more: JsonObject = {}) =>
    attributes.set(
      name,
      {
        ...kind.attributeDefaults,
        code: name,
        type,
        value_per_locale: perLocale,
        ...more,
      } as RecordAttribute,
      pim.clock.now(),
    );
  add('label', 'text', true);
  if (kind.assets) add('media', 'media_file', false, { media_type: 'image' });
  else add('image', 'image', false);
  const main = kind.assets
    ? { attribute_as_main_media: properties['attribute_as_main_media'] ?? 'media' }
    : {};
  return {
    code,
    properties: { ...properties, ...main },
    attributes,
    options: new CodeMap(),
    records: new CodeMap(),
  };
}

function writeAttribute(pim: Pim, kind: RecordKind, call: Call, family: RecordFamily): Reply {
  const code = param(call, 'code');
  const previous = family.attributes.get(code);
  const shape = { ...kind.attributeDefaults, code: '' };
  const merged = mergePatch(
    shape,
    previous ?? { code, ...kind.attributeDefaults },
    bodyObject(call),
  ) as RecordAttribute;
  const { type } = merged;
  if (!(kind.assets ? assetTypes : recordTypes).has(type)) {
    throw documented(`Property "type" expects a valid attribute type, "${type}" given.`);
  }
  if (previous !== undefined && previous.type !== type) throw invalid([immutable('type')]);
  family.attributes.set(code, merged, pim.clock.now());
  pim.structureVersion += 1;
  return {
    status: previous === undefined ? 201 : 204,
    headers: { location: restUrl(call, `${kind.path}/${family.code}/attributes/${code}`) },
  };
}

const shared = ['text', 'number', 'single_option', 'multiple_options'];
const assetTypes = new Set([...shared, 'media_link', 'media_file', 'boolean', 'date', 'record']);
const recordTypes = new Set([
  ...shared,
  'image',
  'reference_entity_single_link',
  'reference_entity_multiple_links',
  'asset_collection',
]);

function optionsOf(
  family: RecordFamily,
  call: Call,
): NonNullable<ReturnType<RecordFamily['options']['get']>> {
  const code = param(call, 'attribute_code');
  const attribute = family.attributes.get(code);
  if (attribute === undefined || !/_options?$/u.test(attribute.type)) {
    throw missing('Attribute', code);
  }
  return family.options.get(attribute.code) ?? new CodeMap();
}

function writeOption(pim: Pim, kind: RecordKind, call: Call, family: RecordFamily): Reply {
  const options = optionsOf(family, call);
  const attribute = param(call, 'attribute_code');
  const code = param(call, 'code');
  const previous = options.get(code);
  const merged = mergePatch({ code: '', labels: {} }, previous ?? { code, labels: {} }, bodyObject(call));
  options.set(code, merged as { code: string; labels: JsonObject }, pim.clock.now());
  family.options.set(attribute, options, pim.clock.now());
  return {
    status: previous === undefined ? 201 : 204,
    headers: {
      location: restUrl(call, `${kind.path}/${family.code}/attributes/${attribute}/options/${code}`),
    },
  };
}
