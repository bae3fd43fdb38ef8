import type { Pipeline, RunProgress } from '@pim-connector/core';

import type { Screen } from './screen.ts';

const pause = 2_000;

/**
 * Shows how a run goes on: on a terminal in one line that rewrites itself, elsewhere a line every other second and at
 * the end of each pass. The function it gives stops it.
 */
export function showProgress(pipeline: Pipeline, screen: Screen): () => void {
  let shownAt = Date.now();
  const stops = [
    pipeline.on('run.progress', (progress) => {
      if (screen.isTerminal) screen.overwrite(`  ${pipeline.name}, ${wordsOf(progress)}`);
      else if (Date.now() - shownAt >= pause) {
        shownAt = Date.now();
        screen.line(`  ${pipeline.name}, ${wordsOf(progress)}`);
      }
    }),
    pipeline.on('pass.ended', ({ entity, counts }) => {
      screen.overwrite('');
      if (counts.read > 0)
        screen.line(`  ${pipeline.name}, ${entity}: ${counts.read} records read, all accounted for`);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function wordsOf({ entity, counts, total, rate, timeLeft }: RunProgress): string {
  const read = total === null ? `${counts.read}` : `${counts.read} of ${total}`;
  const left = timeLeft === null ? '' : `, ${Math.ceil(timeLeft / 1000)} s left`;
  return `${entity}: ${read} records, ${Math.round(rate)} per second${left}`;
}
