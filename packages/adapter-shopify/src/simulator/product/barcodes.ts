const lengths: Readonly<Record<string, readonly number[]>> = {
  UPC: [8, 12],
  EAN: [8, 13],
  GTIN: [8, 12, 13, 14],
};

/**
 * What is wrong with a barcode of a type; `null`: nothing. Check digits are looked at since API 2026-10 (Shopify’s
 * changelog of 2026-09-08 on multiple barcodes); the words are ours.
 */
export function barcodeProblem({
  type,
  value,
}: {
  readonly type?: string | null;
  readonly value: string;
}): string | null {
  if (value.length > 255) return 'Barcode is too long (maximum is 255 characters)';
  if (value.trim() === '') return "Barcode can't be blank";
  if (type == null) return null;
  return isOfType(type, value) ? null : `Barcode is not a valid ${type}`;
}

function isOfType(type: string, value: string): boolean {
  switch (type) {
    case 'UPC':
    case 'EAN':
    case 'GTIN':
      return /^\d+$/.test(value) && lengths[type]?.includes(value.length) === true && hasCheckDigit(value);
    case 'ISBN':
      return isIsbn(value.replaceAll('-', ''));
    case 'ASIN':
      return /^[A-Z0-9]{10}$/.test(value);
    default:
      return true;
  }
}

function hasCheckDigit(digits: string): boolean {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

function isIsbn(text: string): boolean {
  if (/^97[89]\d{10}$/.test(text)) return hasCheckDigit(text);
  if (!/^\d{9}[\dX]$/.test(text)) return false;
  const sum = text
    .split('')
    .reduce((total, digit, index) => total + (digit === 'X' ? 10 : Number(digit)) * (10 - index), 0);
  return sum % 11 === 0;
}
