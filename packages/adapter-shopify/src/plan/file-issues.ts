import type { Issue } from '@pim-connector/core';

import { fileForm } from '../files/file-form.ts';
import { fileKinds } from '../files/file-kind.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';

/** What Shopify would surely refuse about a file. */
export function fileIssues(record: ShopifyRecords['asset']): readonly Issue[] {
  const form = fileForm(record);
  if ('problem' in form)
    return [
      {
        code: 'value.invalid',
        severity: 'error',
        message: form.problem,
        hint: form.hint,
        path: record.mediaType === undefined || record.kind !== undefined ? 'url' : 'mediaType',
      },
    ];
  const { name, maxBytes } = fileKinds[form.kind];
  const issues: Issue[] = [];
  if (record.bytes === 0)
    issues.push({
      code: 'value.invalid',
      severity: 'error',
      message: `The ${name} is empty`,
      hint: 'Upload the file anew in the source system.',
      path: 'bytes',
    });
  if (record.bytes !== undefined && record.bytes > maxBytes)
    issues.push({
      code: 'value.invalid',
      severity: 'error',
      message: `The ${name} has ${inMegabytes(record.bytes)} MB, and Shopify takes ${inMegabytes(maxBytes)} MB at most`,
      hint: 'Use a smaller file.',
      path: 'bytes',
    });
  if (form.kind !== 'image' && Object.values(record.altTranslations ?? {}).some((text) => text !== null))
    issues.push({
      code: 'value.invalid',
      severity: 'warning',
      message: `Shopify translates texts of images only: those of a ${name} are left out`,
      hint: 'Leave altTranslations out of the mapping for such files.',
      path: 'altTranslations',
    });
  return issues;
}

function inMegabytes(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(bytes % 1024 ** 2 === 0 ? 0 : 1);
}
