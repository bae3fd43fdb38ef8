/** A global id taken apart, such as `gid://shopify/Product/17`. */
export interface Gid {
  readonly type: string;
  /** What follows the type: digits, for most types. */
  readonly number: string;
}

/** Takes a global id apart; `null` for what is none. An `InventoryLevel` carries its item behind a question mark. */
export function parseGid(id: string): Gid | null {
  const parts = /^gid:\/\/shopify\/(\w+)\/([\w-]+)(?:\?[\w=&.-]*)?$/.exec(id);
  const [, type, number] = parts ?? [];
  return type === undefined || number === undefined ? null : { type, number };
}
