/**
 * What stands before the decimals of the numbers of a column, if its cells leave no doubt: at least one of them can
 * be read in one way only, and no two contradict each other.
 */
export function separatorOfColumn(cells: readonly string[]): '.' | ',' | undefined {
  const shown = new Set(cells.map(separatorOfNumber).filter((separator) => separator !== null));
  const [separator] = shown;
  return shown.size === 1 ? separator : undefined;
}

/** What stands before the decimals of one number; `null` if it does not show. */
function separatorOfNumber(cell: string): '.' | ',' | null {
  const digits = cell
    .trim()
    .replace(/^[-+]/, '')
    .replaceAll(/[\s'’]/g, '');
  if (!/^[\d.,]*\d$/.test(digits)) return null;
  const point = digits.lastIndexOf('.');
  const comma = digits.lastIndexOf(',');
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ',';
  if (point < 0 && comma < 0) return null;
  const separator = point >= 0 ? '.' : ',';
  const [before = '', after = '', ...more] = digits.split(separator);
  // What stands there twice are thousands.
  if (more.length > 0) return separator === '.' ? ',' : '.';
  const canBeThousands = after.length === 3 && /^[1-9]\d{0,2}$/.test(before);
  return canBeThousands ? null : separator;
}
