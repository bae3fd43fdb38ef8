/** What marks bulk operations of this adapter. Source: `clientIdentifier` has 10 to 255 characters. */
const prefix = 'pim-connector-';

/** Makes the id of a file: it is in the receipts before anything is started. */
export function newFileId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

/** The name under which the app finds the operation of a file. */
export function clientIdentifierOf(file: string): string {
  return `${prefix}${file}`;
}

/**
 * The mutation of a file: the constant document, whose operation is named after the file. Shopify shows the text of an
 * operation, but not its `clientIdentifier`: by the name, it is found again by whoever has the receipt.
 */
export function markedMutation(document: string, name: string, file: string): string {
  return document.replace(`mutation ${name}`, `mutation ${name}_${file}`);
}

/** The id of the file whose mutation this is, if it is one of ours. */
export function markedFile(mutation: string): string | undefined {
  return /\bmutation\s+\w+_([0-9a-f]{32})\b/.exec(mutation)?.[1];
}
