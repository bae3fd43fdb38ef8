/** Writes flowing text line by line; see {@link createLineWriter}. */
export interface LineWriter {
  /** Adds text in which all white space counts as one space. */
  text(text: string): void;
  /** Adds text as it stands, with its spaces and line breaks. */
  preformatted(text: string): void;
  /** Makes sure that there is a space before what follows. */
  space(): void;
  /** What follows starts a new line. */
  breakLine(): void;
  /** Puts a mark before the next line that holds text; an empty one takes it back. */
  mark(mark: string): void;
  /** The lines that hold text. */
  lines(): readonly string[];
}

/** Makes a writer that collapses white space and leaves empty lines out, as a browser does when it lays text out. */
export function createLineWriter(): LineWriter {
  const lines: string[] = [];
  let line = '';
  let waitingMark = '';

  const add = (text: string) => {
    if (line === '' && text.trim() === '') return;
    if (line === '') {
      line = waitingMark;
      waitingMark = '';
    }
    line += text;
  };
  const breakLine = () => {
    if (line !== '') lines.push(line.trimEnd());
    line = '';
  };
  return {
    text(text) {
      const flowing = text.replace(/[ \t\n\f\r\u00a0]+/g, ' ');
      add(line === '' || line.endsWith(' ') ? flowing.replace(/^ /, '') : flowing);
    },
    preformatted(text) {
      for (const [index, part] of text.split(/\r\n?|\n/).entries()) {
        if (index > 0) breakLine();
        add(part);
      }
    },
    space() {
      if (line !== '' && !line.endsWith(' ')) line += ' ';
    },
    breakLine,
    mark: (mark) => (waitingMark = mark),
    lines() {
      breakLine();
      return lines;
    },
  };
}
