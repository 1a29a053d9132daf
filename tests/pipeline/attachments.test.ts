import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { sourcedFigures } from '../../shared/pipeline/read/facts.ts';
import { figureLandmarks } from '../../shared/registry/landmarks/figures.ts';
import { figureEntityId } from '../../shared/stages/facts/landmark-figures.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { docx } from '../support/files/office.ts';
import { pdf, setParagraphs } from '../support/files/pdf.ts';
import { article, declaration, listing, type Notice } from '../support/pages.ts';
import { type Recorded, writeWarcFile } from '../support/warc.ts';

const site = 'http://files.sample.example';
const notice: Notice = {
  path: '/tz/202611/t20261110_7.html',
  title: '国家数据局关于印发《训练语料登记管理办法》的通知',
  number: '国数政策〔2026〕907号',
  signed: '2026-11-06',
  published: '2026-11-10',
  lines: [
    '各省、自治区、直辖市数据管理部门：',
    '现将《训练语料登记管理办法》印发给你们，请遵照执行。',
    '<a href="./P020261110_1.pdf">附件：训练语料登记管理办法.pdf</a>',
    '<a href="./P020261110_2.docx">附件2：申报表.docx</a>',
  ],
};
const work = (last = '第三条　本办法自2027年3月1日起施行，有效期2年。') => [
  '训练语料登记管理办法',
  '第一条　为了规范人工智能训练语料登记，根据《数据流通安全条例》，制定本办法。',
  '第二条　提供生成式人工智能服务的，应当在首次使用之前登记其训练语料的来源和数量。',
  last,
];
const asPdf = (paragraphs = work(), coding: 'UniGB-UCS2-H' | 'subset' = 'UniGB-UCS2-H') => pdf([setParagraphs(paragraphs)], { coding });
const form = docx([
  { text: '申报表' },
  {
    rows: [
      ['单位名称', ''],
      ['自2028年1月1日起施行', ''],
    ],
  },
]);

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const pdfUrl = `${site}/tz/202611/P020261110_1.pdf`;
const formUrl = `${site}/tz/202611/P020261110_2.docx`;
let round = 0;

/** One round over the page and the files given with it. */
async function visit(now: string, files: readonly Recorded[], rights?: object, page: Partial<Recorded> = {}) {
  round += 1;
  const config = bench.file(`config${round}.json`, {
    sources: { only: ['files'], extra: [declaration('files', 'files.sample.example', rights ?? {})] },
  });
  const pages = [
    { url: `${site}/tz/index.html`, body: listing([notice]) },
    { url: `${site}${notice.path}`, body: article(notice), ...page },
  ];
  const replay = [writeWarcFile(join(bench.folder, `${round}.warc.gz`), [...pages, ...files])];
  const choices = { now, config, replay };
  const report = await bench.run(choices);
  const [line = '{}'] = (await bench.exported(choices)).split('\n');
  const findings = await bench.within(choices, async (context) => (await verify(context)).findings);
  const found = (q: string) =>
    bench.within(choices, async (context) => (await context.search.query({ q, limit: 5, today: '2026-11-25' })).hits.map(({ id }) => id));
  return { report, document: JSON.parse(line) as ShownDocument, findings, found, choices };
}

const file = (url: string, body: Uint8Array): Recorded => ({ url, body, headers: { 'Content-Type': 'application/octet-stream' } });

test('the attached text is the work that a notice sends out', async () => {
  const { report, document, findings, found } = await visit('2026-11-12T09:00:00+08:00', [file(pdfUrl, asPdf()), file(formUrl, form)]);
  expect(report.sources[0]).toMatchObject({ state: 'ok', new: 1, failed: 0 });
  expect(document.attachments).toMatchObject([
    { url: pdfUrl, format: 'pdf', state: 'read', pages: 1, work: true },
    { url: formUrl, state: 'read' },
  ]);
  expect(document.attachments[1]?.work).toBeUndefined();
  expect(document.dates.effective).toMatchObject({ value: '2027-03-01' });
  expect(document.dates.effective?.quote).toMatch(/^附件《.*训练语料登记管理办法.*》：.*2027年3月1日/);
  expect(document.dates.expires?.value).toBe('2029-02-28');
  expect(document.status).toBe('not-yet-in-force');
  expect(document.citations.map(({ title }) => title)).toContain('数据流通安全条例');
  expect(document.text).not.toContain('提供生成式人工智能服务');
  expect(document.attachments[0]?.text).toContain('应当在首次使用之前登记其训练语料的来源和数量');
  expect(document.warnings.filter(({ field }) => field === 'attachments')).toEqual([]);
  expect(await found('首次使用之前登记')).toEqual([document.id]);
  expect(findings).toEqual([]);
});

test('a file that cannot be fetched gives a warning, no failure, and is tried again', async () => {
  const first = await visit('2026-11-12T09:00:00+08:00', []);
  expect(first.report.sources[0]).toMatchObject({ state: 'ok', new: 1, failed: 0 });
  expect(first.report.failures).toEqual([]);
  expect(first.document.attachments.map(({ state }) => state)).toEqual(['unreachable', 'unreachable']);
  expect(first.document.warnings.filter(({ field }) => field === 'attachments')).toHaveLength(2);
  const later = await visit('2026-11-13T10:00:00+08:00', [file(pdfUrl, asPdf())]);
  expect(later.report.documents).toMatchObject({ new: 0, changed: 0 });
  expect(later.document.dates.effective?.value).toBe('2027-03-01');
  expect(later.document.revisions.map(({ by, what }) => `${by} ${what}`)).toEqual(['publisher new', 'reader reread']);
});

test('other words in a file are a change of the publisher; the same words in other bytes are none', async () => {
  await visit('2026-11-12T09:00:00+08:00', [file(pdfUrl, asPdf()), file(formUrl, form)]);
  const same = await visit('2026-11-13T10:00:00+08:00', [file(pdfUrl, asPdf(work(), 'subset')), file(formUrl, form)]);
  expect(same.report.documents).toMatchObject({ changed: 0 });
  expect(same.document.revisions).toHaveLength(1);
  const other = await visit('2026-11-16T10:00:00+08:00', [
    file(pdfUrl, asPdf(work('第三条　本办法自2027年6月1日起施行，有效期2年。'))),
    file(formUrl, form),
  ]);
  expect(other.report.documents).toMatchObject({ changed: 1 });
  expect(other.document.dates.effective?.value).toBe('2027-06-01');
  const last = other.document.revisions.at(-1);
  expect(last).toMatchObject({ by: 'publisher', what: 'changed' });
  expect(last?.changes.some(({ field, after }) => field === 'attachments' && after?.includes('2027年6月1日'))).toBe(true);
});

test('what was read of a file stays when it is gone for a day', async () => {
  await visit('2026-11-12T09:00:00+08:00', [file(pdfUrl, asPdf()), file(formUrl, form)]);
  const gone = await visit('2026-11-13T10:00:00+08:00', [{ url: pdfUrl, status: 404, body: 'x' }, file(formUrl, form)]);
  expect(gone.report.documents).toMatchObject({ changed: 0 });
  expect(gone.document.attachments[0]?.state).toBe('read');
  expect(gone.document.dates.effective?.value).toBe('2027-03-01');
});

test('files of a source that allows links only are not asked for', async () => {
  const { document } = await visit('2026-11-12T09:00:00+08:00', [file(pdfUrl, asPdf())], {
    rights: { use: 'link-only', reason: 'invented' },
  });
  expect(document.attachments.map(({ state }) => state)).toEqual([undefined, undefined]);
});

test("a file that only today's code finds in the old page is no news", async () => {
  const files = [file(pdfUrl, asPdf()), file(formUrl, form)];
  const { choices, document } = await visit('2026-11-12T09:00:00+08:00', files);
  await bench.within(choices, async ({ documents }) => {
    const head = await documents.head(document.id);
    if (head) await documents.putHead({ ...head, attachments: head.attachments.slice(0, 1), version: head.version + 1 });
  });
  const later = await visit('2026-11-13T10:00:00+08:00', files, undefined, { body: article({ ...notice, lines: [...notice.lines, ''] }) });
  expect(later.report.documents).toMatchObject({ changed: 0 });
  expect(later.document.attachments.map(({ state }) => state)).toEqual(['read', 'read']);
  expect(later.document.revisions.filter(({ by }) => by === 'publisher')).toHaveLength(1);
});

test('figures of the attached work count for the document, in its facts and in those of the store', async () => {
  const paragraphs = work('第三条　到2027年，全国智能算力规模达到300百亿亿次。');
  const { choices, document } = await visit('2026-11-12T09:00:00+08:00', [file(pdfUrl, asPdf(paragraphs)), file(formUrl, form)]);
  expect(document.figures?.map(({ value, unit }) => `${value} ${unit}`)).toContain('300 EFLOPS');
  const { items } = await bench.within(choices, (context) => context.search.figures({ unit: 'EFLOPS', limit: 5 }));
  expect(items.map(({ document: { id } }) => id)).toEqual([document.id]);
  const spoken = document.entities.filter(({ kind }) => kind === 'figure');
  expect(spoken).toHaveLength(1);
  for (const { id } of spoken) {
    const landmark = figureLandmarks.find((each) => figureEntityId(each.id) === id);
    const stated = landmark && (await bench.within(choices, (context) => sourcedFigures(landmark, 5, context)));
    expect(stated?.map((each) => each.document.id)).toEqual([document.id]);
  }
});

test('a file on another site is listed and not asked for, whatever base says, unless the declaration names its host', async () => {
  const far = 'http://cdn.elsewhere.example/P020261110_1.pdf';
  const page = { body: article(notice).replace('<head>', '<head><base href="http://cdn.elsewhere.example/tz/202611/">') };
  const files = [file(far.replace('P020', 'tz/202611/P020'), asPdf())];
  const first = await visit('2026-11-12T09:00:00+08:00', files, undefined, page);
  expect(first.report.sources[0]).toMatchObject({ state: 'ok', new: 1, requests: 2 });
  expect(first.document.attachments[0]).toMatchObject({ url: files[0]?.url, state: 'elsewhere' });
  expect(first.document.warnings).toContainEqual(expect.objectContaining({ field: 'attachments' }));
  const later = await visit('2026-11-14T09:00:00+08:00', files, { attachmentHosts: ['cdn.elsewhere.example'] }, page);
  expect(later.document.attachments[0]).toMatchObject({ state: 'read' });
});
