import { describe, expect, test } from 'vitest';

import { externalVideo } from './external-video.ts';
import { fileForm } from './file-form.ts';
import { kindOfId } from './file-kind.ts';
import { fileName, sourceOf } from './file-name.ts';

const at = (path: string) => ({ url: `https://assets.example/${path}` });

describe('the kind of a file', () => {
  test.each([
    [at('a.jpg'), 'image', 'jpg', 'image/jpeg'],
    [at('a.JPEG?v=1'), 'image', 'jpeg', 'image/jpeg'],
    [{ ...at('a'), mediaType: 'image/png' }, 'image', 'png', 'image/png'],
    [at('a.pdf'), 'document', 'pdf', 'application/pdf'],
    [{ ...at('a.pdf'), mediaType: 'image/png' }, 'document', 'pdf', 'image/png'],
    [at('plan.dwg'), 'document', 'dwg', undefined],
    [{ ...at('a'), mediaType: 'application/octet-stream' }, 'document', '', 'application/octet-stream'],
    [at('a.mp4'), 'video', 'mp4', 'video/mp4'],
    [{ ...at('a.mp4'), kind: 'document' as const }, 'document', 'mp4', undefined],
    [at('a.mov'), 'video', 'mov', 'video/quicktime'],
    [{ ...at('a'), mediaType: 'Video/WebM' }, 'video', 'webm', 'Video/WebM'],
    [at('a.glb'), 'model', 'glb', 'model/gltf-binary'],
    [at('a.usdz'), 'model', 'usdz', 'model/vnd.usdz+zip'],
    [{ ...at('a.svg'), kind: 'document' as const }, 'document', 'svg', undefined],
    [{ url: 'https://vimeo.com/12345678' }, 'externalVideo', '', undefined],
  ])('%j is that of a %s', (record, kind, ending, mediaType) => {
    expect(fileForm(record)).toEqual({ kind, ending, mediaType });
  });

  test.each([
    [at('a'), /Neither/],
    [at('a.svg'), /no image of this form \(svg\)/],
    [{ ...at('a.axd'), mediaType: 'image/jpeg' }, /no image of this form \(axd\)/],
    [at('a.mkv'), /no video of this form \(mkv\)/],
    [at('a.obj'), /no 3D model of this form \(obj\)/],
    [{ ...at('a.pdf'), kind: 'image' as const }, /no image of this form \(pdf\)/],
    [at('a.php'), /page of the web/],
    [{ ...at('a'), mediaType: 'text/html' }, /page of the web/],
    [{ url: 'https://www.youtube.com/@somebody' }, /YouTube or Vimeo/],
    [{ ...at('a.mp4'), kind: 'externalVideo' as const }, /YouTube or Vimeo/],
  ])('%j is none that can be sent', (record, problem) => {
    expect(fileForm(record)).toEqual({
      problem: expect.stringMatching(problem) as unknown,
      hint: expect.stringMatching(/\w/) as unknown,
    });
  });

  test('is named by the id of what is in the shop', () => {
    expect(kindOfId('gid://shopify/Model3d/1')).toBe('model');
    expect(kindOfId('gid://shopify/Product/1')).toBeNull();
    expect(kindOfId('(created by this plan: asset:a)')).toBeNull();
  });
});

describe('a video elsewhere', () => {
  test.each([
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3s', 'youtube', 'dQw4w9WgXcQ'],
    ['https://youtu.be/dQw4w9WgXcQ?si=x', 'youtube', 'dQw4w9WgXcQ'],
    ['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ', 'youtube', 'dQw4w9WgXcQ'],
    ['https://m.youtube.com/shorts/dQw4w9WgXcQ', 'youtube', 'dQw4w9WgXcQ'],
    ['https://vimeo.com/76979871', 'vimeo', '76979871'],
    ['https://player.vimeo.com/video/76979871?h=1', 'vimeo', '76979871'],
    ['https://vimeo.com/channels/staffpicks/76979871', 'vimeo', '76979871'],
  ])('%s', (url, host, id) => {
    expect(externalVideo(url)).toEqual({ host, id });
  });

  test.each([
    'https://www.youtube.com/@somebody',
    'https://www.youtube.com/playlist?list=PL1',
    'https://vimeo.com/about',
    'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
    'https://notvimeo.com/76979871',
  ])('%s is none', (url) => {
    expect(externalVideo(url)).toBeNull();
  });
});

describe('the name of a file', () => {
  test('stays when an image or a document gets another content, and does not for a video', () => {
    const names = (ending: string) => [
      fileName('a', at(`one.${ending}`)),
      fileName('a', { ...at(`one.${ending}`), checksum: 'x' }),
    ];
    for (const [first, second] of [names('jpg'), names('pdf')]) expect(first).toBe(second);
    const [first, second] = names('mp4');
    expect(first).not.toBe(second);
    expect(fileName('b', at('one.pdf'))).not.toBe(fileName('a', at('one.pdf')));
    expect(fileName('a', { url: 'https://vimeo.com/76979871' })).toBeNull();
  });

  test('of a document begins as at its source, with nothing that an address would have to escape', () => {
    expect(fileName('a', at('x/%C3%9Cber%20uns%20(neu).pdf'))).toMatch(/^ber-uns-neu-pim-[\w-]+\.pdf$/);
    expect(fileName('a', at('.pdf'))).toMatch(/^pim-[\w-]+\.pdf$/);
    expect(fileName('a', at(`${'x'.repeat(200)}.pdf`))?.length).toBeLessThan(100);
  });

  test('a checksum stands for the content, else the address and the size do', () => {
    const one = sourceOf({ ...at('a.mp4?1'), checksum: 'x', bytes: 1 });
    expect(sourceOf({ ...at('a.mp4?2'), checksum: 'x', bytes: 2 })).toBe(one);
    expect(sourceOf({ ...at('a.mp4'), bytes: 1 })).not.toBe(sourceOf({ ...at('a.mp4'), bytes: 2 }));
    expect(sourceOf(at('a.mp4'))).not.toBe(sourceOf(at('b.mp4')));
  });
});
