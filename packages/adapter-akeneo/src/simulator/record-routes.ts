import type { Access } from './access.ts';
import { invalid, missing, unknownProperty, unprocessable } from './api-error.ts';
import { bodyList, bodyObject, param } from './call.ts';
import type { Call, Reply } from './call.ts';
import type { RecordValue, StoredRecord } from './entities.ts';
import { sameJson, textOf } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { runList } from './line-results.ts';
import type { WriteStatus } from './line-results.ts';
import { shareLink } from './linked-data.ts';
import { codeListing, pageReply } from './paging.ts';
import { activeLocales, notify } from './pim.ts';
import type { Author, Pim } from './pim.ts';
import { recordFamilyOf } from './record-family-routes.ts';
import type { RecordFamily } from './record-family.ts';
import type { RecordKind } from './record-kind.ts';
import { mergeRecordValues } from './record-values.ts';
import { restRoute, restUrl } from './route.ts';
import type { Route } from './route.ts';
import { readCriteria, textsOf, timeCondition, unsupported } from './search-criteria.ts';

/** The routes of assets, or of records. Collections of them are plain lists, in and out. */
export function recordRoutes(pim: Pim, access: Access, kind: RecordKind): Route[] {
  const { variable, itemArea } = kind;
  const path = `${kind.path}/{${variable}}/${kind.items}`;
  const name = kind.assets ? 'akeneo_asset_manager_asset' : 'akeneo_reference_entities_record';
  const familyOf = (call: Call) => recordFamilyOf(kind, access, param(call, variable));
  const routes: Route[] = [
    {
      method: 'GET',
      path,
      name: `${name}_list`,
      permission: ['list', itemArea],
      run: (call) => listRecords(pim, kind, call, familyOf(call)),
    },
    {
      method: 'PATCH',
      path,
      name: `${name}_partial_update_list`,
      permission: ['administrate', itemArea],
      body: 'json',
      run(call) {
        const family = familyOf(call);
        return runList(bodyList(call), (patch) => ({
          status: writeRecord(pim, kind, family, textOf(patch['code']), patch, call.caller.author),
        }));
      },
    },
    {
      method: 'GET',
      path: `${path}/{code}`,
      name: `${name}_get`,
      permission: ['list', itemArea],
      run(call) {
        const family = familyOf(call);
        return {
          status: 200,
          body: present(pim, kind, family, recordOf(kind, family, call), call, () => true),
        };
      },
    },
    {
      method: 'PATCH',
      path: `${path}/{code}`,
      name: `${name}_partial_update`,
      permission: ['administrate', itemArea],
      body: 'json',
      run(call) {
        const family = familyOf(call);
        const code = param(call, 'code');
        const status = writeRecord(pim, kind, family, code, bodyObject(call), call.caller.author);
        return { status, headers: { location: hrefOf(kind, family, code, call) } };
      },
    },
  ];
  const removal: Route = {
    method: 'DELETE',
    path: `${path}/{code}`,
    name: `${name}_delete`,
    permission: ['delete', itemArea],
    run(call) {
      const family = familyOf(call);
      removeRecord(pim, kind, family, recordOf(kind, family, call), call.caller.author);
      return { status: 204 };
    },
  };
  // Records of reference entities cannot be deleted through the API that is described.
  return (kind.assets ? [...routes, removal] : routes).map((route) =>
    restRoute({ ...route, available: ({ enterprise }) => enterprise }),
  );
}

const pageSize = 100;

const hrefOf = (kind: RecordKind, family: RecordFamily, code: string, call: Call) =>
  restUrl(call, `${kind.path}/${family.code}/${kind.items}/${encodeURIComponent(code)}`);

function recordOf({ itemNoun }: RecordKind, { records }: RecordFamily, call: Call): StoredRecord {
  const record = records.get(param(call, 'code'));
  if (record === undefined) throw missing(itemNoun, param(call, 'code'));
  return record;
}

function listRecords(pim: Pim, kind: RecordKind, call: Call, family: RecordFamily): Reply {
  const { query } = call;
  const conditions = readCriteria(query).map((criterion): ((record: StoredRecord) => boolean) => {
    if (criterion.property === 'updated') {
      const holds = timeCondition(pim, criterion, 'iso');
      return ({ updated }) => holds(updated);
    }
    if (criterion.property !== 'code' || criterion.operator !== 'IN') throw unsupported(criterion);
    const codes = textsOf(criterion);
    return ({ code }) => codes.includes(code);
  });
  const isShown = valueFilter(pim, query);
  const records = [...family.records.values()].filter((record) => conditions.every((holds) => holds(record)));
  return pageReply(
    call,
    { searchAfter: 'always', fixedLimit: pageSize },
    codeListing(records, (record) =>
      JSON.stringify({
        _links: { self: { href: hrefOf(kind, family, record.code, call) } },
        ...present(pim, kind, family, record, call, isShown),
      }),
    ),
  );
}

/** Which values a request wants to see: `channel` and `locales`, where products say `scope`. */
function valueFilter(pim: Pim, query: URLSearchParams): (value: RecordValue) => boolean {
  const channel = query.get('channel');
  if (channel !== null && !pim.channels.has(channel))
    throw unprocessable(`Channel "${channel}" does not exist.`);
  const locales = query.get('locales')?.split(',') ?? null;
  const active = activeLocales(pim);
  for (const locale of locales ?? []) {
    if (!active.has(locale)) throw unprocessable(`Locale "${locale}" does not exist or is not activated.`);
  }
  return (value) =>
    (channel === null || value.channel === null || value.channel === channel) &&
    (locales === null || value.locale === null || locales.includes(value.locale));
}

function present(
  pim: Pim,
  kind: RecordKind,
  family: RecordFamily,
  { code, values, created, updated }: StoredRecord,
  call: Call,
  isShown: (value: RecordValue) => boolean,
): JsonObject {
  const active = activeLocales(pim);
  const shown: Record<string, Json> = {};
  for (const [name, all] of Object.entries(values)) {
    const list = all.filter((value) => isShown(value) && (value.locale === null || active.has(value.locale)));
    if (list.length === 0) continue;
    shown[name] = list.map((value) => ({
      ...value,
      ...extras(pim, kind, family, name, code, value.data, call),
    }));
  }
  return {
    code,
    ...(kind.assets ? { asset_family_code: family.code } : {}),
    values: shown,
    created: pim.time.format(created),
    updated: pim.time.format(updated),
  };
}

/** Links to files, the whole address of media links, and on SaaS the type of the attribute. */
function extras(
  pim: Pim,
  kind: RecordKind,
  family: RecordFamily,
  name: string,
  code: string,
  data: Json,
  call: Call,
): JsonObject {
  const attribute = family.attributes.get(name);
  if (attribute === undefined) return {};
  const { type } = attribute;
  const typed = pim.features.saas && kind.assets ? { attribute_type: type } : {};
  if ((type === 'media_file' || type === 'image') && typeof data === 'string') {
    const download = { download: { href: restUrl(call, `${kind.filePath}/${data}`) } };
    const share = kind.assets && family.properties['sharing_enabled'] === true;
    const shared = share ? { share_link: { href: shareLink(family.code, name, code) } } : {};
    return { ...typed, _links: { ...download, ...shared } };
  }
  if (type !== 'media_link' || typeof data !== 'string') return typed;
  const { prefix = null, suffix = null } = attribute;
  const text = (part: Json) => (typeof part === 'string' ? part : '');
  return { ...typed, linked_data: { full_url: `${text(prefix)}${data}${text(suffix)}`, prefix, suffix } };
}

/**
 * Makes an asset or a record, or changes one.
 *
 * @throws ApiError 422
 */
export function writeRecord(
  pim: Pim,
  kind: RecordKind,
  family: RecordFamily,
  code: string,
  patch: JsonObject,
  author: Author,
): WriteStatus {
  const known = ['code', 'values', 'created', 'updated', 'asset_family_code', '_links'];
  const extra = Object.keys(patch).find((name) => !known.includes(name));
  if (extra !== undefined) throw unknownProperty(extra);
  const previous = family.records.get(code);
  if (previous === undefined && !/^[\w-]+$/u.test(code)) {
    throw invalid([
      { property: 'code', message: 'The code may contain only letters, numbers, dashes and underscores.' },
    ]);
  }
  const context = { pim, family, files: kind.files };
  const { values, errors } = mergeRecordValues(context, previous?.values ?? {}, patch['values']);
  if (errors.length > 0) throw invalid(errors);
  if (previous !== undefined && sameJson(previous.values, values)) return 204;
  const now = pim.clock.now();
  family.records.set(
    previous?.code ?? code,
    { code: previous?.code ?? code, values, created: previous?.created ?? now, updated: now },
    now,
  );
  tell(pim, kind, family, previous?.code ?? code, previous === undefined ? 'created' : 'updated', author);
  return previous === undefined ? 201 : 204;
}

/** Removes an asset or a record. Products go on naming it, as they do in the PIM until they are saved again. */
export function removeRecord(
  pim: Pim,
  kind: RecordKind,
  family: RecordFamily,
  { code }: StoredRecord,
  author: Author,
): void {
  family.records.delete(code);
  tell(pim, kind, family, code, 'deleted', author);
}

function tell(
  pim: Pim,
  kind: RecordKind,
  family: RecordFamily,
  code: string,
  what: string,
  author: Author,
): void {
  // Products show links to assets.
  pim.structureVersion += 1;
  const data: JsonObject = kind.assets
    ? { asset: { asset_family: { code: family.code }, code } }
    : { reference_entity_record: { reference_entity: { code: family.code }, code } };
  notify(pim, { type: `${kind.event}.${what}`, data, author });
}
