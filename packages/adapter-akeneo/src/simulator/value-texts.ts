import type { Access } from './access.ts';
import { convertedValues } from './convert-measurement.ts';
import type { Attribute, ProductValue, Values } from './entities.ts';
import { isObject, textOf } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { linkedAssets, linkedOptions } from './linked-data.ts';
import { activeLocales } from './pim.ts';
import type { Pim } from './pim.ts';
import type { ValueSelection } from './value-selection.ts';

/**
 * Writes values as JSON. The text of a list of values is kept for as long as the list and the structure of the PIM
 * stay as they are, so that reading a large catalogue is mostly a matter of putting texts together.
 */
export class ValueTexts {
  readonly #pim: Pim;
  readonly #access: Access;
  readonly #texts = new Map<string, WeakMap<readonly ProductValue[], string>>();
  readonly #active = new Map<string | null, ReadonlySet<string>>();
  #version = -1;

  constructor(pim: Pim, access: Access) {
    this.#pim = pim;
    this.#access = access;
  }

  /** The `values` of a product, as JSON. */
  write(values: Values, selection: ValueSelection, without?: string): string {
    const known = this.#known(selection);
    let text = '';
    for (const code in values) {
      if (code === without || selection.attributes?.has(code) === false) continue;
      const list = values[code] ?? [];
      let entry = known.get(list);
      if (entry === undefined) {
        entry = this.#entry(code, list, selection);
        known.set(list, entry);
      }
      if (entry !== '') text += text === '' ? entry : `,${entry}`;
    }
    return `{${text}}`;
  }

  #known(selection: ValueSelection): WeakMap<readonly ProductValue[], string> {
    // Both only grow.
    const version = this.#pim.structureVersion + this.#access.version;
    if (this.#version !== version) {
      this.#texts.clear();
      this.#active.clear();
      this.#version = version;
    }
    const known = this.#texts.get(selection.key) ?? new WeakMap<readonly ProductValue[], string>();
    this.#texts.set(selection.key, known);
    return known;
  }

  #entry(code: string, list: readonly ProductValue[], selection: ValueSelection): string {
    const attribute = this.#pim.attributes.get(code);
    if (attribute === undefined || this.#access.hidesAttribute(attribute)) return '';
    const shown = list
      .filter((value) => this.#isActive(value) && this.#isWanted(value, selection))
      .flatMap((value) => this.#present(attribute, value, selection));
    return shown.length === 0 ? '' : `${JSON.stringify(attribute.code)}:${JSON.stringify(shown)}`;
  }

  /** Its locale must be active, in its channel if it has one. */
  #isActive({ locale, scope }: ProductValue): boolean {
    if (scope !== null && !this.#pim.channels.has(scope)) return false;
    if (locale === null) return true;
    const known = this.#active.get(scope) ?? activeLocales(this.#pim, scope);
    this.#active.set(scope, known);
    return known.has(locale);
  }

  #isWanted({ locale, scope }: ProductValue, selection: ValueSelection): boolean {
    if (scope !== null && selection.scope !== null && scope !== selection.scope) return false;
    if (locale === null) return true;
    return !this.#access.isHidden('locales', locale) && selection.locales?.has(locale) !== false;
  }

  #present(attribute: Attribute, value: ProductValue, selection: ValueSelection): JsonObject[] {
    const converted =
      selection.convert && selection.scope !== null && attribute.type === 'pim_catalog_metric'
        ? convertedValues(this.#pim, attribute, value, selection.scope)
        : [];
    return [value, ...converted].map((each) => this.#presentOne(attribute, each, selection));
  }

  #presentOne(
    attribute: Attribute,
    { locale, scope, data }: ProductValue,
    selection: ValueSelection,
  ): JsonObject {
    const { saas } = this.#pim.features;
    const linked =
      (selection.withOptions ? linkedOptions(this.#pim, attribute, data) : undefined) ??
      (selection.withShareLinks ? linkedAssets(this.#pim, attribute, data) : undefined);
    const reference = attribute['reference_data_name'];
    return {
      locale,
      scope,
      data: saas && attribute.type === 'pim_catalog_metric' ? this.#withSymbol(attribute, data) : data,
      ...(saas ? { attribute_type: attribute.type } : {}),
      ...(saas && typeof reference === 'string' ? { reference_data_name: reference } : {}),
      ...(linked === undefined ? {} : { linked_data: linked }),
    };
  }

  #withSymbol(attribute: Attribute, data: Json): Json {
    if (!isObject(data)) return data;
    const family = this.#pim.measurementFamilies.get(textOf(attribute['metric_family']));
    return { ...data, symbol: family?.units[textOf(data['unit'])]?.symbol ?? '' };
  }
}
