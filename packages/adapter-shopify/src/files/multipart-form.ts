/** A field of a form. */
export interface FormField {
  readonly name: string;
  readonly value: string;
}

/** A form around a file: what stands before the file, and what behind it. */
export interface FormFrame {
  /** Media type of the form. */
  readonly type: string;
  readonly head: string;
  readonly tail: string;
}

const boundary = 'pim-connector-form-6f1c2d';

/**
 * Makes a form, of which the file is the last field: what comes behind it is not read. Made by hand, for its length is
 * known beforehand, which the storage asks for, and a repetition is the very same request.
 */
export function multipartFrame(
  fields: readonly FormField[],
  { filename, mediaType }: { readonly filename: string; readonly mediaType: string },
): FormFrame {
  const before = fields.map(
    ({ name, value }) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const intro = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: ${mediaType}\r\n\r\n`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    head: [...before, intro].join(''),
    tail: `\r\n--${boundary}--\r\n`,
  };
}
