import process from 'node:process';
import { styleText } from 'node:util';

/** Where the demo writes to. Colours appear on a terminal only, and not where NO_COLOR is set. */
export interface Screen {
  readonly isTerminal: boolean;
  line(text?: string): void;
  heading(text: string): void;
  /** A table with a header; columns after the first are aligned to the right. */
  table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): void;
  good(text: string): string;
  bad(text: string): string;
  /** Overwrites the line that it wrote last; on a terminal only. */
  overwrite(text: string): void;
}

/** Makes a screen on a stream. */
export function createScreen(stream: NodeJS.WriteStream = process.stdout): Screen {
  const isTerminal = stream.isTTY;
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    styleText(format, text, { stream });
  const line = (text = '') => {
    stream.write(`${text}\n`);
  };
  return {
    isTerminal,
    line,
    heading(text) {
      line();
      line(style('bold', text));
    },
    table(header, rows) {
      const cells = [header, ...rows].map((row) => row.map(String));
      const widths = header.map((_name, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
      for (const row of cells) {
        const padded = row.map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        );
        line(`  ${padded.join('   ')}`);
      }
    },
    good: (text) => style('green', text),
    bad: (text) => style(['red', 'bold'], text),
    overwrite(text) {
      if (isTerminal) stream.write(`\r\u001B[2K${text}`);
    },
  };
}
