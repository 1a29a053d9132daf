import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../shared/stages/files/file.ts';
import { decode } from '../../shared/stages/text/decode/decode.ts';
import { replaceRadicals } from '../../shared/stages/text/normalise.ts';
import { gbk } from '../support/files/gbk.ts';
import { pdf, setParagraphs } from '../support/files/pdf.ts';

const assets = { cmaps: fileURLToPath(new URL('../../node_modules/pdfjs-dist/cmaps/', import.meta.url)) };
const texts = async (bytes: Uint8Array, hint: string): Promise<string[]> =>
  (await readFile(bytes, hint, assets)).lines.map(({ text }) => text);

describe('radicals in place of characters', () => {
  test.each([
    ['本⽅案⾃2026年12⽉1⽇起施⾏', '本方案自2026年12月1日起施行'],
    ['⼈⼯智能⻰头企业，⻘年⼈才，⻓期⽀持', '人工智能龙头企业，青年人才，长期支持'],
    ['⺠营企业', '民营企业'],
    ['没有部首的话', '没有部首的话'],
  ])('%s', (text, plain) => {
    expect(replaceRadicals(text)).toBe(plain);
    expect(replaceRadicals(text)).toHaveLength(text.length);
    expect(decode(new TextEncoder().encode(text)).text).toBe(plain);
  });

  test('in a PDF', async () => {
    const bytes = pdf([setParagraphs(['本办法⾃2027年1⽉1⽇起施⾏，由⼯业主管部门负责解释。'])], { coding: 'UniGB-UCS2-H' });
    expect(await texts(bytes, 'pdf')).toEqual(['本办法自2027年1月1日起施行，由工业主管部门负责解释。']);
  });
});

describe('pages that office programs save under the name of a document', () => {
  const page = (head: string): string =>
    `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>${head}</head><body><p class=MsoNormal>第一条　语料应当登记。</p><p class=MsoNormal align=right>某市数据局</p></body></html>`;

  test('are read', async () => {
    const { lines, state, format } = await readFile(new TextEncoder().encode(page('<meta charset="utf-8">')), 'doc', assets);
    expect({ state, format }).toEqual({ state: 'read', format: 'doc' });
    expect(lines).toEqual([{ text: '第一条 语料应当登记。' }, { text: '某市数据局', align: 'right' }]);
  });

  test('in GBK', async () => {
    expect(await texts(gbk(page('<meta charset="gb2312">')), 'doc')).toContain('第一条 语料应当登记。');
  });

  test('a page of the site in place of the file is none', async () => {
    const bytes = new TextEncoder().encode('<!DOCTYPE html><html><body><p>请先登录后下载附件。</p></body></html>');
    expect(await readFile(bytes, 'doc', assets)).toMatchObject({ state: 'unreachable', lines: [] });
  });
});
