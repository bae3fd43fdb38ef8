// Nearly all prices, weights and lengths have so few digits that JavaScript’s own numbers hold them exactly, as whole
// numbers with a point moved by some places. These functions give `null` where that is not so.

const canonical = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;
const maxLength = 15;

/** `a * b`, see {@link isShort}. */
export function shortProduct(a: string, b: string): string | null {
  if (!isShort(a) || !isShort(b)) return null;
  return written(digitsOf(a) * digitsOf(b), placesOf(a) + placesOf(b));
}

/** `a + b`, see {@link isShort}. */
export function shortSum(a: string, b: string): string | null {
  if (!isShort(a) || !isShort(b)) return null;
  const places = Math.max(placesOf(a), placesOf(b));
  const [left, right] = [digitsAt(a, places), digitsAt(b, places)];
  return Number.isSafeInteger(left) && Number.isSafeInteger(right) ? written(left + right, places) : null;
}

/** `a / divisor`, where the divisor is one of 1, 10, 100, …; see {@link isShort}. */
export function shortTenth(a: string, divisor: string): string | null {
  return isShort(a) && isPowerOfTen(divisor) ? written(digitsOf(a), placesOf(a) + divisor.length - 1) : null;
}

/** Whether a decimal is short, in canonical form, and has at most so many places after the point. */
export function hasPlaces(value: string, most: number): boolean {
  return isShort(value) && placesOf(value) <= most;
}

function isShort(value: string): boolean {
  return value.length <= maxLength && canonical.test(value);
}

function isPowerOfTen(value: string): boolean {
  return value.length <= maxLength && /^10*$/.test(value);
}

function placesOf(value: string): number {
  const point = value.indexOf('.');
  return point === -1 ? 0 : value.length - point - 1;
}

function digitsOf(value: string): number {
  const point = value.indexOf('.');
  return Number(point === -1 ? value : value.slice(0, point) + value.slice(point + 1));
}

function digitsAt(value: string, places: number): number {
  return digitsOf(value) * 10 ** (places - placesOf(value));
}

/** The canonical form of `digits / 10 ** places`. A whole number that is not safe may have lost digits. */
function written(digits: number, places: number): string | null {
  if (!Number.isSafeInteger(digits)) return null;
  let [whole, left] = [digits, places];
  while (left > 0 && whole % 10 === 0) {
    whole /= 10;
    left -= 1;
  }
  if (left === 0) return `${whole}`;
  const text = `${Math.abs(whole)}`.padStart(left + 1, '0');
  return `${whole < 0 ? '-' : ''}${text.slice(0, -left)}.${text.slice(-left)}`;
}
