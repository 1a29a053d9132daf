import { expect, test } from 'vitest';
import type { Reading } from '../../shared/model/article.ts';
import { readPage } from '../../shared/stages/read.ts';

const url = 'https://www.linjiang.gov.cn/sitemap.xml';
const read = (xml: string): Promise<Reading> =>
  readPage({ as: 'listing', url, bytes: Buffer.from(xml), today: '2026-11-25', listing: { format: 'sitemap', url } });

test('a sitemap within the cap of bytes is read, however many elements it has', async () => {
  const line = (i: number): string => `<url><loc>/a/${i}.html</loc>${'<x/>'.repeat(200)}</url>`;
  const reading = await read(`<urlset>${Array.from({ length: 1100 }, (_, i) => line(i)).join('')}</urlset>`);
  expect(reading).toMatchObject({ kind: 'listing', warnings: [{ field: 'entries', reason: '100 older addresses are left out' }] });
});

test('a sitemap that is nested without end is refused', async () => {
  await expect(read(`<urlset>${'<url>'.repeat(400)}`)).rejects.toMatchObject({ trouble: 'too-complex' });
});
