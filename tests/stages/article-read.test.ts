import { describe, expect, test } from 'vitest';
import { readPage } from '../../shared/stages/read.ts';

const today = '2026-11-25';
const url = 'https://www.linjiang.gov.cn/zwgk/202605/t20260504_1.html';
const html =
  '<html><head><meta charset="gb2312"><title>ok</title></head><body><h1>ABC notice of tests</h1><div id="zoom"><p>\xb2\xe2\xca\xd4\xb2\xe2\xca\xd4</p></div></body></html>';

describe('a job of the parsing worker', () => {
  test('an article is decoded by its bytes', async () => {
    const reading = await readPage({ as: 'article', url, bytes: Buffer.from(html, 'latin1'), today, sourceId: 'lj' });
    expect(reading).toMatchObject({ kind: 'article', charset: 'gb18030', text: '测试测试', sourceId: 'lj' });
  });

  test('a listing needs its declaration', async () => {
    await expect(readPage({ as: 'listing', url, bytes: new Uint8Array(), today })).rejects.toThrowError(/declaration/);
  });

  test('a page too complex is refused before a tree is built', async () => {
    const bytes = Buffer.from('<div>'.repeat(600));
    await expect(readPage({ as: 'article', url, bytes, today })).rejects.toMatchObject({ trouble: 'too-complex' });
    const listing = { format: 'dated-links', url } as const;
    await expect(readPage({ as: 'listing', url, bytes, listing, today })).rejects.toMatchObject({ trouble: 'too-complex' });
  });
});
