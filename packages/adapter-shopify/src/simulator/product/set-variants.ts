import type { SimulatorBehaviour } from '../behaviour.ts';
import type { FileSetInput } from '../media/file-input.ts';
import { checkMetafield } from '../metafield/metafield-store.ts';
import type { MetafieldWrite } from '../metafield/metafield-store.ts';
import type { InventoryItemState, OptionState, ProductState, VariantState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { newVariant } from './product-parts.ts';
import { variantTitle } from './variant-graph.ts';
import { checkVariantFields, chooseValues, setVariantFields } from './variant-input.ts';
import type { VariantFieldsInput } from './variant-input.ts';

/** A variant as `productSet` takes it. */
export interface VariantSetInput extends VariantFieldsInput {
  readonly id?: string | null;
  readonly position?: number | null;
  readonly file?: FileSetInput | null;
  readonly inventoryQuantities?: readonly InventorySeed[] | null;
}

/** Stock with which a variant begins. */
export interface InventorySeed {
  readonly locationId: string;
  readonly name: string;
  readonly quantity: number;
}

/** A variant that is about to be written. */
export interface VariantDraft {
  readonly variant: VariantState;
  readonly item: InventoryItemState;
  readonly isNew: boolean;
  readonly input: VariantSetInput;
  /** `null`: the metafields stay as they are. */
  readonly metafields: readonly MetafieldWrite[] | null;
}

/** The variants that `productSet` leaves a product with, or what is wrong with them. */
export function variantsOfInput(
  given: readonly VariantSetInput[],
  options: readonly OptionState[],
  product: ProductState,
  state: ShopState,
  { variantsWithoutId }: Pick<SimulatorBehaviour, 'variantsWithoutId'>,
  now: number,
): { readonly drafts: readonly VariantDraft[]; readonly errors: readonly UserErrorState[] } {
  const errors: UserErrorState[] = [];
  const drafts: VariantDraft[] = [];
  const titles = new Set<string>();
  const byId = new Map(product.variants.map((variant) => [variant.id, variant]));
  for (const [index, input] of given.entries()) {
    const at = `input.variants.${index}`;
    const old = input.id == null ? undefined : byId.get(input.id);
    if (input.id != null && old === undefined) {
      errors.push(userError(`${at}.id`, 'Product variant does not exist', 'PRODUCT_VARIANT_DOES_NOT_EXIST'));
      continue;
    }
    const chosen = chooseValues(input.optionValues ?? [], options, at, null);
    if (chosen.error !== null) {
      errors.push({
        ...chosen.error,
        code:
          chosen.error.code === 'NEED_TO_ADD_OPTION_VALUES' ? 'INVALID_VARIANT' : (chosen.error.code ?? null),
      });
      continue;
    }
    const { valueIds } = chosen;
    const title = variantTitle({ valueIds }, options);
    if (titles.has(title))
      errors.push(
        userError(
          at,
          `The variant '${title}' already exists. Please change at least one option value.`,
          'INVALID_VARIANT',
        ),
      );
    titles.add(title);
    errors.push(
      ...checkVariantFields(input, at, { negative: 'INVALID_VARIANT', tooMuch: 'INVALID_VARIANT' }),
    );
    errors.push(...checkSeeds(input, old, at, state));
    const matched = old ?? (variantsWithoutId === 'match' ? sameValues(product, valueIds) : undefined);
    const metafields = metafieldsOfInput(input, matched?.id ?? null, at, errors, state);
    drafts.push({ ...draftOf(matched, valueIds, product.id, state, now), input, metafields });
  }
  for (const { variant, item, input } of drafts) setVariantFields(variant, item, input, state, now);
  return { drafts: inOrder(drafts), errors };
}

function draftOf(
  old: VariantState | undefined,
  valueIds: string[],
  productId: string,
  state: ShopState,
  now: number,
): Pick<VariantDraft, 'variant' | 'item' | 'isNew'> {
  const item = old === undefined ? undefined : state.inventoryItems.get(old.inventoryItemId);
  if (old === undefined || item === undefined)
    return { ...newVariant(productId, valueIds, state, now), isNew: true };
  return { variant: { ...structuredClone(old), valueIds }, item: structuredClone(item), isNew: false };
}

function sameValues({ variants }: ProductState, valueIds: readonly string[]): VariantState | undefined {
  return variants.find((variant) => variant.valueIds.join(' ') === valueIds.join(' '));
}

function metafieldsOfInput(
  { metafields }: VariantSetInput,
  variantId: string | null,
  at: string,
  errors: UserErrorState[],
  state: ShopState,
): readonly MetafieldWrite[] | null {
  if (metafields == null) return null;
  return metafields.flatMap((metafield, index) => {
    const { write, problem } = checkMetafield(metafield, 'PRODUCTVARIANT', variantId, state);
    if (problem === null) return [write];
    errors.push(
      userError(`${at}.metafields.${index}.${problem.part ?? 'value'}`, problem.message, 'INVALID_METAFIELD'),
    );
    return [];
  });
}

function checkSeeds(
  { inventoryQuantities }: VariantSetInput,
  old: VariantState | undefined,
  at: string,
  state: ShopState,
): UserErrorState[] {
  const item = old === undefined ? undefined : state.inventoryItems.get(old.inventoryItemId);
  return (inventoryQuantities ?? []).flatMap(({ locationId, name }, index) => {
    const place = `${at}.inventoryQuantities.${index}`;
    if (state.locations.get(locationId)?.active !== true)
      return [
        userError(`${place}.locationId`, 'The specified location could not be found.', 'INVALID_VARIANT'),
      ];
    if (name !== 'available' && name !== 'on_hand')
      return [
        userError(
          `${place}.name`,
          "The quantity name must be either 'available' or 'on_hand'.",
          'INVALID_VARIANT',
        ),
      ];
    if (item !== undefined && item.levels.get(locationId)?.active !== true)
      return [userError(place, 'The variant is not stocked at the location.', 'INVALID_VARIANT')];
    return [];
  });
}

function inOrder(drafts: readonly VariantDraft[]): readonly VariantDraft[] {
  if (drafts.every(({ input }) => input.position == null)) return drafts;
  const place = new Map(drafts.map((draft, index) => [draft, draft.input.position ?? index + 1]));
  return drafts.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
}
