export interface DocFile {
  /** Line of its first block's first line, counted from 1. */
  readonly line: number;
  /** TypeScript on the lines on which it stands in the document, so that errors name the right line. */
  readonly source: string;
}

export interface DocBlocks {
  readonly files: readonly DocFile[];
  /** How many TypeScript blocks are compiled. */
  readonly compiled: number;
  /** How many are marked with `ts no-check`. */
  readonly unchecked: number;
}

const opening = /^\s*(`{3,})(?:ts|typescript)(?: (.*))?$/;

/**
 * The TypeScript blocks of a Markdown document. Each is a file of its own; `ts continue` goes on with the file of the
 * block before it, `ts no-check` is left out.
 *
 * @param path of the document, for the error.
 * @throws Error for another marker, so that a misspelt one does not switch a check off.
 */
export function docBlocks(markdown: string, path: string): DocBlocks {
  const lines = markdown.split('\n');
  const files: { line: number; source: string }[] = [];
  let compiled = 0;
  let unchecked = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const [, fence, marker = ''] = opening.exec(lines[index] ?? '') ?? [];
    if (fence === undefined) continue;
    const start = index + 1;
    do index += 1;
    while (index < lines.length && lines[index]?.trim() !== fence);
    if (marker === 'no-check') {
      unchecked += 1;
      continue;
    }
    compiled += 1;
    const last = files.at(-1);
    const isNew = marker !== 'continue' || last === undefined;
    if (isNew && marker !== '') throw new Error(`${path}, line ${start}: “ts ${marker}” cannot stand here.`);
    const before = isNew ? '' : last.source;
    const padding = '\n'.repeat(start - before.split('\n').length + 1);
    const source = `${before}${padding}${lines.slice(start, index).join('\n')}`;
    if (isNew) files.push({ line: start + 1, source });
    else last.source = source;
  }
  return { files, compiled, unchecked };
}
