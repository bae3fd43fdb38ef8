import type { Access } from './access.ts';
import type { AppCatalog, MappedSource, ProductSelection } from './app-catalog.ts';
import { attributeDefaults } from './attribute-resource.ts';
import type { AppCatalogs } from './catalog-products.ts';
import type { CatalogueAttribute } from './catalogue.ts';
import { fold } from './code-map.ts';
import type { Drafts } from './drafts.ts';
import type { Attribute, Product, ProductModel, StoredRecord } from './entities.ts';
import type { JsonObject } from './json.ts';
import { patchModel } from './model-write.ts';
import { identifierOf, notify } from './pim.ts';
import type { Author, Pim } from './pim.ts';
import { emptyProduct, patchProduct } from './product-write.ts';
import type { PublishedProducts } from './published-routes.ts';
import { assetKind, referenceEntityKind } from './record-kind.ts';
import type { RecordKind } from './record-kind.ts';
import { removeRecord, writeRecord } from './record-routes.ts';
import { removeModel, removeProduct, saveModel, saveProduct } from './save-product.ts';
import { findThing, removeThing, saveThing } from './structure-edits.ts';
import type { StructureKind } from './structure-edits.ts';

/** What a person at the PIM works with. */
export interface UserDesk {
  readonly pim: Pim;
  readonly everything: Access;
  readonly drafts: Drafts;
  readonly catalogs: AppCatalogs;
  readonly published: PublishedProducts;
  readonly newUuid: () => string;
}

/**
 * A person who works in the PIM: what he changes is checked as in the API, and told by events with him as their
 * author. Every method throws an error when the PIM would not take the change.
 */
export class PimUser {
  readonly #desk: UserDesk;
  readonly #author: Author;

  constructor(desk: UserDesk, name = 'julia') {
    this.#desk = desk;
    this.#author = { identifier: name, type: 'user' };
  }

  /** Makes a product or changes it, as a PATCH would; the name is a uuid or an identifier. Returns the uuid. */
  saveProduct(name: string, patch: JsonObject): string {
    const { pim, everything, newUuid } = this.#desk;
    const previous = pim.products.get(name) ?? pim.products.byIdentifier(name);
    const context = { pim, access: everything, naming: 'identifier' as const };
    const base = previous ?? emptyProduct(newUuid(), pim.clock.now());
    const product = patchProduct(
      context,
      base,
      previous === undefined,
      previous === undefined ? { identifier: name, ...patch } : patch,
    );
    return saveProduct(pim, previous, product, this.#author).uuid;
  }

  /** Makes a product model or changes it. */
  saveProductModel(code: string, patch: JsonObject): void {
    const { pim, everything } = this.#desk;
    const previous = pim.models.get(code);
    const context = { pim, access: everything, naming: 'identifier' as const };
    saveModel(pim, previous, patchModel(context, previous?.code ?? code, previous, patch), this.#author);
  }

  deleteProduct(name: string): void {
    removeProduct(this.#desk.pim, this.#product(name), this.#author);
  }

  /** Deletes a product model and everything below it. */
  deleteProductModel(code: string): void {
    removeModel(this.#desk.pim, this.#model(code), this.#author);
  }

  /**
   * Makes a thing of the structure or changes it: `save('categories', 'hats', { parent: 'clothing' })`.
   *
   * @param owner for options, their attribute; for family variants, their family
   */
  save(kind: StructureKind, code: string, patch: JsonObject, owner?: string): void {
    saveThing(this.#desk.pim, this.#desk.everything, this.#author, kind, code, patch, owner);
  }

  /** Deletes a thing of the structure. Products go on naming it: a product’s family can be gone. */
  delete(kind: StructureKind, code: string, owner?: string): void {
    removeThing(this.#desk.pim, this.#author, kind, code, owner);
  }

  /**
   * A thing of the structure as it is kept.
   *
   * @param owner for options, their attribute; for family variants, their family
   */
  find(kind: StructureKind, code: string, owner?: string): JsonObject | undefined {
    return findThing(this.#desk.pim, kind, code, owner);
  }

  /** A product model as it is kept. */
  productModel(code: string): ProductModel | undefined {
    return this.#desk.pim.models.get(code);
  }

  /** Adds an attribute without a check: also one of a type that nobody knows yet. */
  addAttribute(attribute: CatalogueAttribute, family?: string): void {
    const { pim } = this.#desk;
    pim.attributes.set(attribute.code, { ...attributeDefaults, ...attribute } as Attribute, pim.clock.now());
    pim.structureVersion += 1;
    notify(pim, {
      type: 'attribute.created',
      data: { attribute: { code: attribute.code } },
      author: this.#author,
    });
    const owner = family === undefined ? undefined : pim.families.get(family);
    if (owner !== undefined)
      this.save('families', owner.code, { attributes: [...owner.attributes, attribute.code] });
  }

  /** Activates a locale in a channel. */
  activateLocale(locale: string, channel: string): void {
    const { pim } = this.#desk;
    if (!pim.locales.has(locale)) pim.locales.set(locale, { code: locale }, pim.clock.now());
    const locales = pim.channels.get(channel)?.locales ?? [];
    this.save('channels', channel, { locales: [...new Set([...locales, locale])] });
  }

  /** Takes a locale out of a channel, or out of all of them: then it is not active any more, and its values are gone. */
  deactivateLocale(locale: string, channel?: string): void {
    for (const { code, locales } of this.#desk.pim.channels.values()) {
      if (channel !== undefined && channel !== code) continue;
      this.save('channels', code, { locales: locales.filter((other) => other !== locale) });
    }
  }

  /** An asset as it is kept. */
  asset(family: string, code: string): StoredRecord | undefined {
    return this.#desk.pim.assetFamilies.get(family)?.records.get(code);
  }

  /** A record of a reference entity as it is kept. */
  record(entity: string, code: string): StoredRecord | undefined {
    return this.#desk.pim.referenceEntities.get(entity)?.records.get(code);
  }

  /** Makes an asset or changes it. */
  saveAsset(family: string, code: string, patch: JsonObject): void {
    this.#saveRecord(assetKind(this.#desk.pim), family, code, patch);
  }

  deleteAsset(family: string, code: string): void {
    this.#deleteRecord(assetKind(this.#desk.pim), family, code);
  }

  /** Makes a record of a reference entity or changes it. */
  saveRecord(entity: string, code: string, patch: JsonObject): void {
    this.#saveRecord(referenceEntityKind(this.#desk.pim), entity, code, patch);
  }

  deleteRecord(entity: string, code: string): void {
    this.#deleteRecord(referenceEntityKind(this.#desk.pim), entity, code);
  }

  /** Accepts what the API user proposed for a product, or wrote as a draft. */
  approveDraft(name: string): void {
    const { pim, drafts } = this.#desk;
    const product = this.#product(name);
    const draft = drafts.get(product);
    if (draft === undefined) throw new Error(`There is no draft of the product "${name}".`);
    drafts.drop(product);
    saveProduct(pim, product, draft, this.#author);
  }

  /** Throws away what the API user proposed for a product, or wrote as a draft. */
  rejectDraft(name: string): void {
    this.#desk.drafts.drop(this.#product(name));
  }

  /** Publishes a product as it is now. */
  publish(name: string): void {
    const product = this.#product(name);
    this.#desk.published.set(fold(identifierOf(this.#desk.pim, product) ?? product.uuid), product);
  }

  unpublish(name: string): void {
    this.#desk.published.delete(fold(name));
  }

  /** Sets a catalog of an app up: which products it holds, what its targets are filled with, and whether it is on. */
  configureCatalog(
    id: string,
    settings: {
      readonly enabled?: boolean;
      readonly selection?: ProductSelection;
      readonly mapping?: { readonly [target: string]: MappedSource };
    },
  ): void {
    const catalog: AppCatalog | undefined = this.#desk.catalogs.get(id);
    if (catalog === undefined) throw new Error(`There is no catalog "${id}".`);
    this.#desk.catalogs.set(id, { ...catalog, ...settings });
  }

  #product(name: string): Product {
    const { products } = this.#desk.pim;
    const product = products.get(name) ?? products.byIdentifier(name);
    if (product === undefined) throw new Error(`There is no product "${name}".`);
    return product;
  }

  #model(code: string): ProductModel {
    const model = this.#desk.pim.models.get(code);
    if (model === undefined) throw new Error(`There is no product model "${code}".`);
    return model;
  }

  #saveRecord(kind: RecordKind, family: string, code: string, patch: JsonObject): void {
    writeRecord(this.#desk.pim, kind, recordFamily(kind, family), code, patch, this.#author);
  }

  #deleteRecord(kind: RecordKind, familyCode: string, code: string): void {
    const family = recordFamily(kind, familyCode);
    const record = family.records.get(code);
    if (record === undefined) throw new Error(`There is no ${kind.itemNoun.toLowerCase()} "${code}".`);
    removeRecord(this.#desk.pim, kind, family, record, this.#author);
  }
}

function recordFamily(kind: RecordKind, code: string) {
  const family = kind.families.get(code);
  if (family === undefined) throw new Error(`There is no ${kind.noun.toLowerCase()} "${code}".`);
  return family;
}
