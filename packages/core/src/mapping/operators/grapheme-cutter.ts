/** Cuts a text into what a reader takes for one character each. */
export type GraphemeCutter = (text: string) => Intl.Segments;

/** A cutter that is made when the first text is too long: to make one takes the runtime longer than to compile a rule. */
export function createGraphemeCutter(): GraphemeCutter {
  let segmenter: Intl.Segmenter | undefined;
  return (text) => {
    segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
    return segmenter.segment(text);
  };
}
