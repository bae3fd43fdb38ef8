import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import { sha256Hex } from '../sha256.ts';
import type { ShopState, TranslationState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';

interface TranslationInput {
  readonly key: string;
  readonly locale: string;
  readonly value: string;
  readonly translatableContentDigest: string;
  readonly marketId?: string | null;
}

interface RemoveArguments {
  readonly resourceId: string;
  readonly translationKeys: readonly string[];
  readonly locales: readonly string[];
}

/** A text that can be translated. */
interface TranslatableText {
  readonly key: string;
  readonly value: string;
  readonly type: string;
}

interface TranslatableSource {
  readonly resourceId: string;
}

const mostKeys = 100;

/** Mutations of translations, and what is told of them. */
export const translationMutations: Resolvers = {
  Mutation: {
    translationsRegister: (
      _source,
      args: { readonly resourceId: string; readonly translations: readonly TranslationInput[] },
      context,
    ) => register(args.resourceId, args.translations, context),
    translationsRemove: (_source, args: RemoveArguments, { state }) => {
      if (translatableTexts(args.resourceId, state) === null)
        return { translations: null, userErrors: [noResource(args.resourceId)] };
      const kept = state.translations.get(args.resourceId);
      const removed = [...(kept ?? [])].filter(
        ([, { key, locale }]) => args.translationKeys.includes(key) && args.locales.includes(locale),
      );
      for (const [name] of removed) kept?.delete(name);
      return { translations: removed.map(([, translation]) => shown(translation, null)), userErrors: [] };
    },
  },
  Query: {
    translatableResource: (_source, { resourceId }: TranslatableSource, { state }) =>
      translatableTexts(resourceId, state) === null ? null : { resourceId },
    translatableResourcesByIds: (
      _source,
      args: PageArguments & { readonly resourceIds: readonly string[] },
      { state },
    ) =>
      connection(
        args.resourceIds
          .filter((id) => translatableTexts(id, state) !== null)
          .map((resourceId) => ({ resourceId })),
        args,
        ({ resourceId }) => resourceId,
      ),
  },
  TranslatableResource: {
    translatableContent: ({ resourceId }: TranslatableSource, _args, { state }) =>
      (translatableTexts(resourceId, state) ?? []).map(({ key, value, type }) => ({
        key,
        value,
        type,
        digest: sha256Hex(value),
        locale: state.settings.primaryLocale,
      })),
    translations: ({ resourceId }: TranslatableSource, { locale }: { readonly locale: string }, context) =>
      translationsOf(resourceId, locale, context),
  },
};

/** What has translations tells so. */
export const translatedFields = {
  translations: (
    { id }: { readonly id: string },
    { locale }: { readonly locale: string },
    context: ResolverContext,
  ) => translationsOf(id, locale, context),
};

function translationsOf(resourceId: string, locale: string, { state }: ResolverContext) {
  const texts = new Map((translatableTexts(resourceId, state) ?? []).map((text) => [text.key, text]));
  return [...(state.translations.get(resourceId)?.values() ?? [])]
    .filter((translation) => translation.locale === locale)
    .map((translation) => shown(translation, texts.get(translation.key) ?? null));
}

function shown(translation: TranslationState, text: TranslatableText | null) {
  const { key, locale, value, updatedAt, digest } = translation;
  return { key, locale, value, updatedAt, outdated: text !== null && sha256Hex(text.value) !== digest };
}

function register(
  resourceId: string,
  translations: readonly TranslationInput[],
  { state, clock }: ResolverContext,
) {
  if (translations.length > mostKeys) {
    const message = `Too many keys for resource - maximum ${mostKeys} per mutation`;
    return {
      translations: null,
      userErrors: [userError('resourceId', message, 'TOO_MANY_KEYS_FOR_RESOURCE')],
    };
  }
  const texts = translatableTexts(resourceId, state);
  if (texts === null) return { translations: null, userErrors: [noResource(resourceId)] };
  const kept = state.translations.get(resourceId) ?? new Map<string, TranslationState>();
  state.translations.set(resourceId, kept);
  const userErrors: UserErrorState[] = [];
  const written: TranslationState[] = [];
  // Good rows are stored, bad ones of the same call are reported.
  for (const [index, input] of translations.entries()) {
    const error = rowError(input, `translations.${index}`, texts, state);
    if (error !== null) {
      userErrors.push(error);
      continue;
    }
    const { key, locale, value, translatableContentDigest: digest } = input;
    const translation = { key, locale, value, digest, updatedAt: clock.now() };
    kept.set(`${locale} ${key}`, translation);
    written.push(translation);
  }
  return { translations: written.map((translation) => shown(translation, null)), userErrors };
}

function rowError(
  { key, locale, value, translatableContentDigest, marketId }: TranslationInput,
  at: string,
  texts: readonly TranslatableText[],
  { settings }: ShopState,
): UserErrorState | null {
  if (marketId != null)
    return userError(
      `${at}.marketId`,
      "The market corresponding to the `marketId` argument doesn't exist",
      'MARKET_DOES_NOT_EXIST',
    );
  if (locale === settings.primaryLocale)
    return userError(
      `${at}.locale`,
      "Locale cannot be the same as the shop's primary locale",
      'INVALID_LOCALE_FOR_SHOP',
    );
  if (!settings.locales.includes(locale))
    return userError(`${at}.locale`, 'Locale is not a valid locale for the shop', 'INVALID_LOCALE_FOR_SHOP');
  const text = texts.find((each) => each.key === key);
  if (text === undefined)
    return userError(`${at}.key`, `Key ${key} is not a valid translatable field`, 'INVALID_KEY_FOR_MODEL');
  if (sha256Hex(text.value) !== translatableContentDigest)
    return userError(
      `${at}.translatableContentDigest`,
      'Translatable content hash is invalid',
      'INVALID_TRANSLATABLE_CONTENT',
    );
  if (value.trim() === '')
    return userError(`${at}.value`, "Value can't be blank", 'FAILS_RESOURCE_VALIDATION');
  if (key === 'handle' && value.length > 255)
    return userError(
      `${at}.value`,
      'Value fails validation on resource: ["Handle is too long (maximum is 255 characters)"]',
      'FAILS_RESOURCE_VALIDATION',
    );
  return null;
}

function noResource(id: string): UserErrorState {
  return userError('resourceId', `Resource ${id} does not exist`, 'RESOURCE_NOT_FOUND');
}

/** The texts of a resource that can be translated; `null`: there is no such resource. Texts that are empty are left out. */
function translatableTexts(id: string, state: ShopState): readonly TranslatableText[] | null {
  const product = state.products.get(id);
  if (product !== undefined)
    return filled([
      { key: 'title', value: product.title, type: 'SINGLE_LINE_TEXT_FIELD' },
      { key: 'body_html', value: product.descriptionHtml, type: 'HTML' },
      { key: 'handle', value: product.handle, type: 'URI' },
      { key: 'product_type', value: product.productType, type: 'SINGLE_LINE_TEXT_FIELD' },
      { key: 'meta_title', value: product.seo.title ?? '', type: 'SINGLE_LINE_TEXT_FIELD' },
      { key: 'meta_description', value: product.seo.description ?? '', type: 'MULTI_LINE_TEXT_FIELD' },
    ]);
  const owner = state.products.get(state.productOf.get(id) ?? '');
  for (const option of owner?.options ?? []) {
    const name = option.id === id ? option.name : option.values.find((value) => value.id === id)?.name;
    if (name !== undefined) return filled([{ key: 'name', value: name, type: 'SINGLE_LINE_TEXT_FIELD' }]);
  }
  const metafields = state.metafields.get(state.metafieldOwners.get(id) ?? '');
  const metafield = [...(metafields?.values() ?? [])].find((each) => each.id === id);
  if (metafield !== undefined)
    return filled([{ key: 'value', value: metafield.value, type: metafield.type.toUpperCase() }]);
  const collection = state.collections.get(id);
  if (collection !== undefined)
    return filled([
      { key: 'title', value: collection.title, type: 'SINGLE_LINE_TEXT_FIELD' },
      { key: 'body_html', value: collection.descriptionHtml, type: 'HTML' },
      { key: 'handle', value: collection.handle, type: 'URI' },
      { key: 'meta_title', value: collection.seo.title ?? '', type: 'SINGLE_LINE_TEXT_FIELD' },
      { key: 'meta_description', value: collection.seo.description ?? '', type: 'MULTI_LINE_TEXT_FIELD' },
    ]);
  const file = state.files.get(id);
  if (file?.kind === 'MediaImage')
    return filled([{ key: 'alt', value: file.alt ?? '', type: 'SINGLE_LINE_TEXT_FIELD' }]);
  const metaobject = state.metaobjects.get(id);
  if (metaobject === undefined) return null;
  return filled(
    [...metaobject.fields].map(([key, value]) => ({ key, value, type: 'SINGLE_LINE_TEXT_FIELD' })),
  );
}

function filled(texts: readonly TranslatableText[]): readonly TranslatableText[] {
  return texts.filter(({ value }) => value !== '');
}
