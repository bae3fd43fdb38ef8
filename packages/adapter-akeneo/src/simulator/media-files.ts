/** A file, as it was uploaded. */
export interface MediaFile {
  /** `7/5/8/e/758e39d48ea7b42a55091434fd3d8b6cf3189b7f_packshot.jpg` */
  readonly code: string;
  readonly original_filename: string;
  readonly mime_type: string;
  readonly extension: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Files by code. */
export class MediaFiles {
  readonly #files = new Map<string, MediaFile>();
  #count = 0;

  get(code: string): MediaFile | undefined {
    return this.#files.get(code);
  }

  has(code: string): boolean {
    return this.#files.has(code);
  }

  values(): readonly MediaFile[] {
    return [...this.#files.values()];
  }

  /** Keeps a file under a code of its own, whatever its name. */
  add(name: string, mimeType: string, bytes: Uint8Array<ArrayBuffer>): MediaFile {
    this.#count += 1;
    const hash = spread(`${this.#count}/${name}/${bytes.length}`);
    const [a = '', b = '', c = '', d = ''] = hash;
    const plain = name.replaceAll(/[^\w.-]/gu, '_');
    const file: MediaFile = {
      code: `${a}/${b}/${c}/${d}/${hash}_${plain}`,
      original_filename: name,
      mime_type: mimeType === '' ? 'application/octet-stream' : mimeType,
      extension: /\.(\w+)$/u.exec(name)?.[1]?.toLowerCase() ?? '',
      bytes,
    };
    this.#files.set(file.code, file);
    return file;
  }
}

/** Forty hexadecimal digits that depend on every character of a text; no secret depends on them. */
function spread(text: string): string {
  let digits = '';
  for (let round = 1; digits.length < 40; round += 1) {
    let hash = 0x811c9dc5 ^ (round * 0x9e3779b1);
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
    digits += (hash >>> 0).toString(16).padStart(8, '0');
  }
  return digits;
}
