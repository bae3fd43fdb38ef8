// Core knows no platform, not even by word.
import { globSync, readFileSync } from 'node:fs';

import { platformWords } from './platform-words.ts';

const files = globSync('packages/core/src/**/*.ts');
if (files.length === 0) throw new Error('No source file was found.');

const findings = files.flatMap((file) =>
  platformWords(readFileSync(file, 'utf8')).map(({ line, word }) => `${file}:${line} names “${word}”`),
);
console.log(findings.join('\n') || `${files.length} files of core name no platform.`);
process.exitCode = findings.length > 0 ? 1 : 0;
