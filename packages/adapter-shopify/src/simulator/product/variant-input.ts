import { RequestError } from '../graphql/request-error.ts';
import type { MetafieldInput } from '../metafield/metafield-input.ts';
import { normalAmount } from '../money.ts';
import type { BarcodeState, InventoryItemState, OptionState, VariantState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { barcodeProblem } from './barcodes.ts';

/** Which value of which option a variant has. */
export interface VariantOptionValueInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly optionId?: string | null;
  readonly optionName?: string | null;
}

/** What mutations set of an inventory item. */
export interface InventoryItemInput {
  readonly cost?: string | null;
  readonly countryCodeOfOrigin?: string | null;
  readonly harmonizedSystemCode?: string | null;
  readonly measurement?: {
    readonly weight?: { readonly unit: string; readonly value: number } | null;
  } | null;
  readonly requiresShipping?: boolean | null;
  readonly sku?: string | null;
  readonly tracked?: boolean | null;
}

/** What mutations set of a variant, whichever they are. */
export interface VariantFieldsInput {
  readonly barcode?: string | null;
  readonly barcodes?: readonly { readonly type?: string | null; readonly value: string }[] | null;
  readonly compareAtPrice?: string | null;
  readonly inventoryItem?: InventoryItemInput | null;
  readonly inventoryPolicy?: VariantState['inventoryPolicy'] | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly optionValues?: readonly VariantOptionValueInput[] | null;
  readonly price?: string | null;
  readonly sku?: string | null;
  readonly taxable?: boolean | null;
}

/** Codes of complaints that each mutation has of its own. */
export interface VariantCodes {
  readonly negative: string;
  readonly tooMuch: string;
}

/** Codes of the mutations of variants. */
export const variantCodes: VariantCodes = { negative: 'GREATER_THAN_OR_EQUAL_TO', tooMuch: 'INVALID_INPUT' };

const mostMoney = 1_000_000_000_000_000_000;

/** Looks for mistakes in what is set of a variant. @param at dotted place of the variant in the arguments. */
export function checkVariantFields(
  input: VariantFieldsInput,
  at: string,
  codes: VariantCodes,
): UserErrorState[] {
  const errors: UserErrorState[] = [];
  const { price, compareAtPrice, inventoryItem, barcode, barcodes } = input;
  if (price != null && Number(price) < 0)
    errors.push(userError(`${at}.price`, 'Price must be greater than or equal to 0', codes.negative));
  if (compareAtPrice != null && Number(compareAtPrice) < 0)
    errors.push(userError(at, 'must be greater than or equal to 0'));
  for (const [name, amount] of Object.entries({ price, compareAtPrice })) {
    if (amount != null && Number(amount) >= mostMoney)
      errors.push(
        name === 'price'
          ? userError(at, `must be less than ${mostMoney}`)
          : userError(`${at}.${name}`, `must be less than ${mostMoney}`, 'INVALID_INPUT'),
      );
  }
  const cost = inventoryItem?.cost;
  if (cost != null && Number(cost) < 0)
    errors.push(
      userError(
        `${at}.inventoryItem.cost`,
        'Cost per item must be greater than or equal to 0',
        codes.negative,
      ),
    );
  if (cost != null && Number(cost) >= mostMoney)
    errors.push(
      userError(`${at}.inventoryItem.cost`, `Cost per item must be less than ${mostMoney}`, codes.tooMuch),
    );
  if (barcode != null && barcodes != null)
    throw new RequestError('INVALID_FIELD_ARGUMENTS', 'Only one of barcode and barcodes can be given.');
  for (const [index, each] of (barcodes ?? []).entries()) {
    const problem = barcodeProblem(each);
    if (problem !== null) errors.push(userError(`${at}.barcodes.${index}`, problem, 'INVALID_INPUT'));
  }
  if ((barcodes?.length ?? 0) > 20)
    errors.push(userError(`${at}.barcodes`, 'Barcodes is too long (maximum is 20)', 'INVALID_INPUT'));
  return errors;
}

/** Sets what is given of a variant and its inventory item; the rest stays. */
export function setVariantFields(
  variant: VariantState,
  item: InventoryItemState,
  input: VariantFieldsInput,
  { settings: { currency } }: ShopState,
  now: number,
): void {
  if (input.price != null) variant.price = normalAmount(input.price, currency);
  if (input.compareAtPrice !== undefined) {
    variant.compareAtPrice =
      input.compareAtPrice === null ? null : normalAmount(input.compareAtPrice, currency);
  }
  if (input.taxable != null) variant.taxable = input.taxable;
  if (input.inventoryPolicy != null) variant.inventoryPolicy = input.inventoryPolicy;
  if (input.barcode !== undefined) variant.barcodes = barcodesOf(input.barcode);
  if (input.barcodes != null)
    variant.barcodes = input.barcodes.map(({ type = null, value }) => ({ type, value }));
  variant.updatedAt = now;
  setItemFields(
    item,
    { ...input.inventoryItem, ...(input.sku === undefined ? {} : { sku: input.sku }) },
    now,
  );
}

function barcodesOf(barcode: string | null): BarcodeState[] {
  return barcode === null || barcode === '' ? [] : [{ type: null, value: barcode }];
}

function setItemFields(item: InventoryItemState, input: InventoryItemInput, now: number): void {
  if (input.sku !== undefined) item.sku = input.sku;
  if (input.tracked != null) item.tracked = input.tracked;
  if (input.requiresShipping != null) item.requiresShipping = input.requiresShipping;
  if (input.cost !== undefined) item.cost = input.cost;
  if (input.countryCodeOfOrigin !== undefined) item.countryCodeOfOrigin = input.countryCodeOfOrigin;
  if (input.harmonizedSystemCode !== undefined)
    item.harmonizedSystemCode = input.harmonizedSystemCode?.replaceAll(/[^\p{L}\p{N}]/gu, '') ?? null;
  if (input.measurement?.weight != null) item.weight = input.measurement.weight;
  item.updatedAt = now;
}

/** What {@link chooseValues} found: the ids of the values, or what is wrong. */
export type ChosenValues =
  | { readonly valueIds: string[]; readonly error: null }
  | { readonly valueIds: null; readonly error: UserErrorState };

/**
 * Finds the option values that a variant is to have: one of each option.
 *
 * @param make makes a value that an option does not have yet; `null`: that is a mistake.
 */
export function chooseValues(
  given: readonly VariantOptionValueInput[],
  options: readonly OptionState[],
  at: string,
  make: ((option: OptionState, name: string) => string) | null,
): ChosenValues {
  const chosen = new Map<string, string>();
  for (const [index, { id, name, optionId, optionName }] of given.entries()) {
    const place = `${at}.optionValues.${index}`;
    const option = options.find((each) =>
      optionId == null ? each.name === optionName : each.id === optionId,
    );
    if (option === undefined)
      return { valueIds: null, error: userError(place, 'Option does not exist', 'OPTION_DOES_NOT_EXIST') };
    if (chosen.has(option.id))
      return {
        valueIds: null,
        error: userError(`${at}.optionValues`, `Duplicated option name '${option.name}'`, 'INVALID_INPUT'),
      };
    const value = option.values.find((each) => (id == null ? each.name === name : each.id === id));
    const valueId = value?.id ?? (name == null || make === null ? undefined : make(option, name));
    if (valueId === undefined)
      return {
        valueIds: null,
        error: userError(place, 'Option value does not exist', 'OPTION_VALUE_DOES_NOT_EXIST'),
      };
    chosen.set(option.id, valueId);
  }
  const missing = options.filter(({ id }) => !chosen.has(id));
  if (missing.length > 0)
    return {
      valueIds: null,
      error: userError(
        at,
        `You need to add option values for ${missing.map(({ name }) => name).join(', ')}`,
        'NEED_TO_ADD_OPTION_VALUES',
      ),
    };
  return { valueIds: options.map(({ id }) => chosen.get(id) ?? ''), error: null };
}
