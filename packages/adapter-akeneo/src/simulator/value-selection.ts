import type { Access } from './access.ts';
import { unprocessable } from './api-error.ts';
import { activeLocales } from './pim.ts';
import type { Pim } from './pim.ts';

/** Which values of products a caller wants to see. */
export interface ValueSelection {
  readonly scope: string | null;
  readonly locales: ReadonlySet<string> | null;
  readonly attributes: ReadonlySet<string> | null;
  /** Labels of options in `linked_data`. */
  readonly withOptions: boolean;
  /** Public links of assets in `linked_data`. */
  readonly withShareLinks: boolean;
  /** Measurements in the units of the channel as well. */
  readonly convert: boolean;
  /** Equal for equal selections. */
  readonly key: string;
}

/**
 * Reads what a request says about the values that it wants.
 *
 * @throws ApiError 422 for a channel, locale or attribute that there is not
 */
export function readSelection(pim: Pim, access: Access, query: URLSearchParams): ValueSelection {
  const scope = query.get('scope');
  if (scope !== null && !pim.channels.has(scope)) throw unprocessable(`Scope "${scope}" does not exist.`);
  const active = activeLocales(pim);
  const locales = listOf(query, 'locales');
  for (const locale of locales ?? []) {
    if (!active.has(locale) || access.isHidden('locales', locale)) {
      throw unprocessable(`Locale "${locale}" does not exist or is not activated.`);
    }
    if (scope !== null && !activeLocales(pim, scope).has(locale)) {
      throw unprocessable(`Locale "${locale}" is not activated for the scope "${scope}".`);
    }
  }
  const attributes = listOf(query, 'attributes');
  const unknown = attributes?.filter((code) => {
    const attribute = pim.attributes.get(code);
    return attribute === undefined || access.hidesAttribute(attribute);
  });
  if (unknown !== undefined && unknown.length > 0) {
    throw unprocessable(
      unknown.length === 1
        ? `Attribute "${unknown[0] ?? ''}" does not exist.`
        : `Attributes "${unknown.join(', ')}" do not exist.`,
    );
  }
  const flag = (name: string) => query.get(name) === 'true';
  const convert = pim.features.saas && flag('convert_measurements');
  if (convert && scope === null)
    throw unprocessable('The "convert_measurements" parameter requires a "scope".');
  const chosen = locales ?? (scope === null ? null : [...activeLocales(pim, scope)]);
  const selection = {
    scope,
    locales: chosen === null ? null : new Set(chosen),
    attributes: attributes === null ? null : new Set(attributes),
    withOptions: flag('with_attribute_options'),
    withShareLinks: flag('with_asset_share_links'),
    convert,
  };
  const { withOptions, withShareLinks } = selection;
  const key = JSON.stringify([scope, chosen, withOptions, withShareLinks, convert]);
  return { ...selection, key };
}

/** Everything that a caller may see. */
export const everything: ValueSelection = {
  scope: null,
  locales: null,
  attributes: null,
  withOptions: false,
  withShareLinks: false,
  convert: false,
  key: '',
};

function listOf(query: URLSearchParams, name: string): string[] | null {
  const text = query.get(name);
  return text === null || text === '' ? null : text.split(',').map((code) => code.trim());
}
