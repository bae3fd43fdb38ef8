import type { Cells } from './cell-schemas.ts';

/** The cells of some attributes only. */
export function cellsOf<Cell>(cells: Cells<Cell>, isWanted: (code: string) => boolean): Cells<Cell> {
  return Object.fromEntries(Object.entries(cells).filter(([code]) => isWanted(code)));
}

/** Lays cells over others, by attribute, locale and scope. */
export function mergeCells<Cell>(base: Cells<Cell>, over: Cells<Cell>): Cells<Cell> {
  const merged: Cells<Cell> = { ...base };
  for (const [code, byLocale] of Object.entries(over)) {
    const locales = { ...merged[code] };
    for (const [locale, byScope] of Object.entries(byLocale))
      locales[locale] = { ...locales[locale], ...byScope };
    merged[code] = locales;
  }
  return merged;
}
