// Type-checks the TypeScript in README.md and docs against the packages of the workspace.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { docBlocks } from './doc-blocks.ts';
import { link } from './packed-packages.ts';
import { runCommand } from './run-command.ts';
import { packagesIn } from './workspace-packages.ts';

const folder = '.docs-check';
const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
removeFolder();
process.once('exit', removeFolder);
mkdirSync(folder);

const documents = globSync(['*.md', 'docs/**/*.md', '{packages,examples}/*/*.md']).toSorted();
const origins = new Map<string, string>();
let compiled = 0;
let unchecked = 0;
for (const path of documents) {
  const blocks = docBlocks(readFileSync(path, 'utf8'), path);
  compiled += blocks.compiled;
  unchecked += blocks.unchecked;
  for (const { line, source } of blocks.files) {
    const name = `${path.replaceAll('/', '__')}.${line}.ts`;
    origins.set(`${folder}/${name}`, path);
    writeFileSync(join(folder, name), source);
  }
}

writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
const compilerOptions = { noEmit: true, moduleDetection: 'force' };
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({ extends: '../tsconfig.base.json', compilerOptions, include: ['*.ts'] }),
);
linkDependencies();

if (origins.size > 0) {
  const { ok, output } = await runCommand('tsc', ['-p', folder, '--pretty', 'false']);
  for (const line of output.split('\n').filter(Boolean)) console.error(nameDocument(line));
  if (!ok) process.exitCode = 1;
}
console.log(
  `${compiled} blocks of ${documents.length} documents compiled, ${unchecked} marked “ts no-check”.`,
);

/** A document may import every package of the workspace, and what packages and examples depend on. */
function linkDependencies(): void {
  const workspace = [...packagesIn('packages'), ...packagesIn('examples')];
  const targets = new Map(workspace.map((each) => [each.manifest.name, each.folder]));
  for (const { folder: owner, manifest } of workspace)
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }))
      if (!targets.has(name)) targets.set(name, join(owner, 'node_modules', name));
  for (const [name, target] of targets) link(target, resolve(folder, 'node_modules', name));
}

function nameDocument(line: string): string {
  const file = line.slice(0, line.indexOf('('));
  return (origins.get(file) ?? file) + line.slice(file.length);
}
