import { describe, expect, test } from 'vitest';
import type { Article } from '../../shared/model/article.ts';
import { type AttachedFile, withAttached } from '../../shared/stages/attachment/attached.ts';
import { readPage } from '../../shared/stages/read.ts';
import { article as page } from '../support/pages.ts';

/** The printed act beside its page: what it says of itself counts for the document (docs/chinese-documents.md 5), what it cites does not. */

const today = '2026-11-25';
const url = 'https://sjj.sample.gov.cn/zwgk/202611/t20261110_3.html';

async function shown(title: string, lines: readonly string[] = ['详见附件。'], number?: string): Promise<Article> {
  const html = page({
    path: '/t20261110_3.html',
    title,
    published: '2026-11-10',
    lines,
    ...(number === undefined ? {} : { number }),
  } as never);
  const reading = await readPage({ as: 'article', url, bytes: Buffer.from(html), today });
  if (reading.kind !== 'article') throw new Error(reading.kind);
  return reading;
}

const file = (text: readonly string[], title = '附件：正文.pdf', n = 1): AttachedFile => ({
  attachment: { url: `https://sjj.sample.gov.cn/P${n}.pdf`, title, format: 'pdf', state: 'read', textHash: `h${n}` },
  text: text.join('\n'),
});

const title = '关于印发《训练券管理办法（试行）》的通知';
const work = [
  '训练券管理办法（试行）',
  '第一条 为了推广训练券，根据《数据流通安全条例》（国令第999号），制定本办法。',
  '第二条 训练券不得转让。',
];
const printed = [
  '江苏省数据局',
  '江苏省财政厅\t文件',
  '苏数发〔2026〕18号',
  '江苏省数据局 江苏省财政厅',
  '关于印发《训练券管理办法（试行）》',
  '的通知',
  '各设区市数据局、财政局：',
  '根据苏政发〔2025〕77号文件精神，现将《训练券管理办法（试行）》印发给你们，请认真贯彻执行。',
  '江苏省数据局',
  '江苏省财政厅',
  '2026年11月3日',
];
const numberOf = async (article: Article | Promise<Article>, ...files: readonly AttachedFile[]) =>
  withAttached(await article, files, today).number;

describe('the printed act beside its page', () => {
  test('gives the number, the bodies and the signed day that the page does not', async () => {
    const whole = withAttached(await shown(title), [file([...printed, ...work])], today);
    expect(whole).toMatchObject({ number: '苏数发〔2026〕18号', title, dates: { signed: { value: '2026-11-03' } } });
    expect(whole.issuers.map(({ name }) => name)).toEqual(['江苏省数据局', '江苏省财政厅']);
    expect(whole.dates.signed?.quote).toMatch(/^附件《正文\.pdf》：/);
    expect(whole.attachments[0]).toMatchObject({ work: true });
  });

  test.each([
    ['with who signed on the same line', printed.map((line) => (line.startsWith('苏数发') ? `${line}　　签发人：王某某` : line))],
    ['under the title', [title, '（苏数发〔2026〕18号）', ...printed.slice(6)]],
    ['with copy number, secrecy and date of release above', ['000012', '特急', ...printed]],
    ['in another file than the work', printed.slice(0, 9)],
  ])('%s', async (_, text) => {
    expect(await numberOf(shown(title), file(text), file(work, '附件2：训练券管理办法.docx', 2))).toBe('苏数发〔2026〕18号');
  });

  test('a page with the words of the act beside its printed form', async () => {
    expect(await numberOf(shown(title, printed.slice(6)), file(printed))).toBe('苏数发〔2026〕18号');
  });

  test('a page that shows the work under its own title', async () => {
    expect(await numberOf(shown('训练券管理办法（试行）'), file([...printed, ...work]))).toBe('苏数发〔2026〕18号');
  });

  test('a page whose title opens with the bodies', async () => {
    expect(await numberOf(shown(`江苏省数据局 江苏省财政厅${title}`), file(printed))).toBe('苏数发〔2026〕18号');
  });

  test('an order over two lines', async () => {
    const order = [
      '江苏省人民政府令',
      '第188号',
      '《训练券管理办法（试行）》已经省人民政府第60次常务会议通过，现予公布。',
      '省长 李某',
      '2026年11月3日',
    ];
    const whole = withAttached(await shown('江苏省人民政府令第188号'), [file([...order, ...work])], today);
    expect(whole.number).toContain('188');
  });
});

describe('the number of something else is not taken', () => {
  test.each([
    ['of the act that is forwarded', '关于转发《训练券管理办法（试行）》的通知', printed],
    [
      'cited in a sentence',
      title,
      ['关于印发《训练券管理办法（试行）》的通知', '各设区市：', '根据苏数发〔2026〕18号文件，现印发给你们。'],
    ],
    ['in brackets after a title', title, [...work.slice(0, 1), '（依据苏数发〔2026〕18号）', ...work.slice(1)]],
    [
      'of an older act attached for reference',
      title,
      ['江苏省人民政府文件', '苏政发〔2025〕77号', '关于推进数据要素市场化配置改革的意见', '各市、县人民政府：', '现提出如下意见。'],
    ],
    ['of the work itself, which an older act issued', title, ['训练券管理暂行办法', '苏数发〔2024〕5号', '第一条 本办法适用于全省。']],
    ['a standard', title, ['GB/T 45652-2025', '训练数据安全规范', '1 范围']],
  ])('%s', async (_, heading, text) => {
    expect(await numberOf(shown(heading), file(text))).toBeUndefined();
  });

  test('two printed acts that differ prove nothing, and a doubt says so', async () => {
    const other = printed.map((line) => line.replace('18号', '19号'));
    const whole = withAttached(await shown(title), [file(printed), file(other, '附件2：正文.ofd', 2)], today);
    expect(whole.number).toBeUndefined();
    expect(whole.warnings).toContainEqual(expect.objectContaining({ field: 'number', reason: expect.stringContaining('19号') }));
  });

  test('the number of the page stands, and a doubt names the other', async () => {
    const whole = withAttached(await shown(title, ['详见附件。'], '苏数发〔2026〕17号'), [file(printed)], today);
    expect(whole.number).toBe('苏数发〔2026〕17号');
    expect(whole.warnings).toContainEqual(expect.objectContaining({ field: 'number', reason: expect.stringContaining('18号') }));
  });

  test('what is told about an act has no number of its own', async () => {
    const news = { ...(await shown('江苏印发训练券管理办法')), type: 'news' as const };
    expect(await numberOf(news, file(printed))).toBeUndefined();
  });
});

test('a list and an explanation beside the work are not the work, whatever their format', async () => {
  const files = [
    file(work, '1.训练券管理办法（试行）.doc'),
    file(['训练券管理办法（试行）起草说明', '本办法自2029年1月1日起施行。'], '2. 起草说明.rtf', 2),
    file(['训练券管理办法（试行）拟支持名单', '甲方公司'], '3、拟支持名单.xls', 3),
  ];
  const { attachments } = withAttached(await shown(title), files, today);
  expect(attachments.map((each) => each.work ?? false)).toEqual([true, false, false]);
});
