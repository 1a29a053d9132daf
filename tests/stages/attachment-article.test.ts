import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../shared/model/article.ts';
import { SourceError } from '../../shared/model/errors.ts';
import { type AttachedFile, withAttached } from '../../shared/stages/attachment/attached.ts';
import { classifyWithFiles } from '../../shared/stages/attachment/classify.ts';
import { renderCount } from '../../shared/stages/files/docx.ts';
import { readPage } from '../../shared/stages/read.ts';
import { toChineseNumeral } from '../../shared/stages/text/numerals.ts';
import { docx } from '../support/files/office.ts';
import { pdf, setParagraphs } from '../support/files/pdf.ts';
import { article as page } from '../support/pages.ts';

const assets = { cmaps: fileURLToPath(new URL('../../node_modules/pdfjs-dist/cmaps/', import.meta.url)) };
const today = '2026-11-25';
const url = 'https://www.nda.gov.cn/sjj/zwgk/202611/P020261103.pdf';

async function articleOf(bytes: Uint8Array, more: object = {}): Promise<Article> {
  const reading = await readPage({ as: 'article', url, bytes: new Uint8Array(bytes), today, ...more }, assets);
  if (reading.kind !== 'article') throw new Error(reading.kind);
  return reading;
}

describe('a file that is a document in itself', () => {
  test('is read by the readers of pages', async () => {
    const words = [
      { x: 200, y: 800, text: '国家数据局关于印发', size: 22 },
      { x: 180, y: 770, text: '《语料登记管理办法》的通知', size: 22 },
      { x: 240, y: 735, text: '国数政策〔2026〕908号', size: 14 },
      { x: 80, y: 700, text: '各省、自治区、直辖市数据管理部门：' },
      ...setParagraphs(['根据《数据流通安全条例》，制定本办法，现印发给你们，请认真贯彻执行，并及时报告实施中的问题。'], { top: 660 }),
      ...setParagraphs(['本办法自2027年1月1日起施行。'], { top: 560 }),
      { x: 380, y: 300, text: '国家数据局' },
      { x: 370, y: 270, text: '2026年11月2日' },
    ];
    expect(await articleOf(pdf([words]))).toMatchObject({
      title: '国家数据局关于印发《语料登记管理办法》的通知',
      number: '国数政策〔2026〕908号',
      issuers: [{ id: 'nda' }],
      dates: { signed: { value: '2026-11-02' }, effective: { value: '2027-01-01' } },
      citations: [{ title: '数据流通安全条例', relation: 'implements' }],
      reader: 'conventions',
      charset: 'binary',
    });
  });

  test('a Word file of an unknown site: the bracket line belongs to the title, 附件 and the issuer do not', async () => {
    const bytes = docx([
      { text: '附件1' },
      { text: '生成内容标识管理办法', align: 'center' },
      { text: '（征求意见稿）', align: 'center' },
      { text: '第一条 为规范标识，制定本办法。' },
    ]);
    expect(await articleOf(bytes, { url: 'https://files.example.org/a.docx' })).toMatchObject({
      title: '生成内容标识管理办法（征求意见稿）',
      type: 'draft',
      reader: 'generic',
    });
  });

  test('a scan is a document without words, and says so', async () => {
    const { text, warnings, title, dates } = await articleOf(pdf([[], []]));
    expect({ text, title, dates }).toEqual({ text: '', title: 'P020261103.pdf', dates: {} });
    expect(warnings.map(({ field }) => field)).toEqual(expect.arrayContaining(['text', 'title']));
  });

  test('a file that cannot be read is the trouble of its address', async () => {
    await expect(articleOf(pdf([[{ x: 1, y: 1, text: '密' }]], { encrypt: true }))).rejects.toThrow(SourceError);
  });
});

const shell = async (more: { title?: string; lines?: readonly string[] } = {}): Promise<Article> => {
  const html = page({
    path: '/a.html',
    title: '国家数据局关于印发《语料登记管理办法》的通知',
    number: '国数政策〔2026〕909号',
    signed: '2026-11-06',
    published: '2026-11-10',
    lines: ['各有关单位：', '现将《语料登记管理办法》印发给你们，请遵照执行。'],
    ...more,
  });
  return articleOf(Buffer.from(html), { url: 'https://www.nda.gov.cn/a.html' });
};
const attached = (title: string, text: string, n = 1): AttachedFile => ({
  attachment: { url: `https://www.nda.gov.cn/${n}.pdf`, title, format: 'pdf', state: 'read' },
  text,
});
const work = '语料登记管理办法\n第一条 根据《数据流通安全条例》，制定本办法。\n第二条 本办法自印发之日起施行，有效期2年。';

describe('what is attached', () => {
  test('the work that the title names counts; a form beside it does not', async () => {
    const files = [attached('附件1：语料登记管理办法.pdf', work), attached('附件2：申报表.pdf', '本表自2029年1月1日起施行。', 2)];
    const whole = withAttached(await shell(), files, today);
    expect(whole.dates.effective).toMatchObject({
      value: '2026-11-06',
      quote: expect.stringMatching(/^附件《语料登记管理办法\.pdf》：/),
    });
    expect(whole.dates.expires?.value).toBe('2028-11-05');
    expect(whole.status).toBe('in-force');
    expect(whole.citations.map(({ title }) => title)).toEqual(['数据流通安全条例']);
    expect(whole.attachments.map(({ work: isWork }) => isWork)).toEqual([true, undefined]);
  });

  test('a day that the page gives stands, and the doubt names the other', async () => {
    const article = await shell({ lines: ['现将《语料登记管理办法》印发给你们，本办法自2027年1月1日起施行。'] });
    const whole = withAttached(article, [attached('语料登记管理办法', work.replace('印发之日', '2027年5月1日'))], today);
    expect(whole.dates.effective?.value).toBe('2027-01-01');
    expect(whole.warnings).toContainEqual(
      expect.objectContaining({ field: 'dates.effective', reason: expect.stringContaining('2027-05-01') }),
    );
  });

  test('of several files that the title does not name none is taken for the work', async () => {
    const article = await shell({ title: '国家数据局关于开展试点工作的通知', lines: ['现将有关材料发给你们，请参阅。'] });
    const files = [attached('材料一', '本办法自2028年1月1日起施行。'), attached('材料二', '本规定自2029年1月1日起施行。', 2)];
    expect(withAttached(article, files, today).dates.effective).toBeUndefined();
  });

  test('news about an act has no days of what is attached to it', async () => {
    const article = { ...(await shell()), type: 'news' as const };
    expect(withAttached(article, [attached('语料登记管理办法', work)], today).dates.effective).toBeUndefined();
  });

  test('a file that could not be read is a doubt of the document', async () => {
    const file = {
      attachment: { url: 'https://www.nda.gov.cn/1.pdf', title: '附件', format: 'pdf', state: 'needs-ocr' as const, reason: 'a scan' },
    };
    expect(withAttached(await shell(), [file], today).warnings).toContainEqual({
      field: 'attachments',
      reason: 'needs-ocr: a scan',
      quote: '附件',
    });
  });

  test('themes count the words of the work, and their evidence stands where it says', async () => {
    const text = `${work}\n第三条 智能算力中心应当接入全国一体化算力网，提升智能算力调度能力。`;
    const files = [attached('语料登记管理办法', text)];
    const whole = withAttached(await shell(), files, today);
    const { themes } = classifyWithFiles(whole, files);
    expect(themes.map(({ theme }) => theme)).toContain('compute');
    for (const { evidence } of themes)
      for (const { term, where, start, end } of evidence)
        expect({ title: whole.title, text: whole.text, attachment: text }[where].slice(start, end)).toBe(term);
  });
});

test.each([
  [1, '一'],
  [10, '十'],
  [15, '十五'],
  [20, '二十'],
  [101, '一百零一'],
  [110, '一百一十'],
  [1005, '一千零五'],
])('%i is counted as %s', (n, text) => {
  expect(toChineseNumeral(n)).toBe(text);
});

test.each([
  ['decimalEnclosedCircleChinese', 3, '③'],
  ['upperRoman', 14, 'XIV'],
  ['lowerLetter', 28, 'bb'],
  ['ideographTraditional', 2, '乙'],
  ['bullet', 2, ''],
])('the form %s', (form, n, text) => {
  expect(renderCount(n, form)).toBe(text);
});

test.each([
  ['P020261110.pdf', '办法全文', 'pdf'],
  ['./W020261110.docx', '附件：办法', 'docx'],
  ['/gate/big5/www.nda.gov.cn/file/77', '附件1：申报指南', 'file'],
  ['/cms/download?id=77', '附件2.xlsx', 'xlsx'],
  ['/cms/attach.jsp?fileId=77', '附件3 任务分工表', 'file'],
  ['/col/77/index.html', '附件4：见此页', undefined],
  ['/about/us', '附件下载须知', undefined],
])('a link to %s that says %s is an attachment of format %s', async (href, words, format) => {
  const article = await shell({ lines: ['现将《语料登记管理办法》印发给你们，请遵照执行。', `<a href="${href}">${words}</a>`] });
  expect(article.attachments[0]?.format).toBe(format);
});
