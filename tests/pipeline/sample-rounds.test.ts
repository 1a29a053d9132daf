import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Alarm } from '../../shared/model/alarm.ts';
import type { Digest } from '../../shared/model/digest.ts';
import type { ShownDocument } from '../../shared/model/document.ts';
import type { RunReport } from '../../shared/model/run.ts';
import { createApp } from '../../shared/pages/app.ts';
import { digestMail } from '../../shared/pages/mail/digest-mail.ts';
import { digestText } from '../../shared/pages/mail/digest-text.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { resolve } from '../../shared/pipeline/read/resolve.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { askQuestions } from '../support/ask-questions.ts';
import { callTool, startAssistant } from '../support/assistant.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { bothCalendars } from '../support/calendar.ts';
import * as faults from '../support/digest-faults.ts';
import { questions } from '../support/questions.ts';

type Rounds = {
  readonly rounds: readonly { readonly now: string; readonly replay: string }[];
  readonly digest: { readonly week: string; readonly now: string };
};

const sample = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));
const { rounds, digest: last }: Rounds = JSON.parse(readFileSync(sample('rounds.json'), 'utf8'));
const config = sample('hongtou.config.json');

let bench: Bench;
const reports: RunReport[] = [];
let documents: readonly ShownDocument[];
let digest: Digest;
let troubles: readonly Alarm[];

beforeAll(async () => {
  bench = await openBench();
  for (const { now, replay } of rounds) reports.push(await bench.run({ now, replay: [sample(replay)], config }));
  const choices = { now: last.now, config };
  documents = (await bench.exported(choices))
    .trim()
    .split('\n')
    .map((line): ShownDocument => JSON.parse(line));
  digest = await bench.within(choices, (context) => composeWeek(last.week, context));
  troubles = await bench.within(choices, alarms);
});
afterAll(() => bench.close());

const titled = (part: string): ShownDocument => {
  const found = documents.filter(({ title }) => title.includes(part));
  expect(found.map(({ title }) => title)).toHaveLength(1);
  return found[0] as ShownDocument;
};
const numbered = (number: string): ShownDocument => {
  const found = documents.filter((each) => each.number === number);
  expect(found).toHaveLength(1);
  return found[0] as ShownDocument;
};
const items = () => Object.values(digest.sections).flat();

describe('the four rounds of the samples', () => {
  test('the calendar file, read back by a library, holds what the calendar of the API has', async () => {
    const { listed, told } = await bench.within({ now: last.now, config }, (context) => {
      const app = createApp(answersOf(context, { secret: 'secret-of-the-tests', local: true }));
      return bothCalendars(async (path) => (await app.request(`http://127.0.0.1:4180${path}`)).text(), '2026-01-01');
    });
    expect(told).toEqual(listed);
    expect(listed.length).toBeGreaterThan(5);
  });

  test('the twenty questions are answered by one call of a tool, by two of the API, and by one search of the page, or said not to be held', async () => {
    expect(questions).toHaveLength(20);
    expect(await askQuestions(bench, { now: last.now, config })).toEqual([]);
  });

  test('hongtou mcp answers on standard output with nothing but the protocol, and ends with its client', async () => {
    const troubles: Error[] = [];
    const client = await startAssistant(['--data', bench.data, '--config', config, '--now', last.now], (error) => troubles.push(error));
    const { answer } = await callTool(client, 'check_claim', {
      ref: '国家互联网信息办公室令第90号',
      says: '服务提供者应当保存标识日志不少于三个月',
      article: '3',
    });
    expect(answer).toMatchObject({
      verdict: 'does not say',
      passages: [{ article: '第三条', differs: [{ what: 'figure', stated: '六' }] }],
    });
    await client.close();
    expect(troubles).toEqual([]);
  });

  test('take in what is new in each, and nothing fails but pages of the site that refuses', () => {
    const fresh = reports.map(({ documents: counts }) => counts.new);
    expect(Math.min(...fresh)).toBeGreaterThan(0);
    expect(fresh.reduce((sum, each) => sum + each)).toBe(documents.length);
    expect(reports[0]?.sources.filter(({ state }) => state !== 'ok' && state !== 'quiet')).toEqual([]);
    expect(reports.flatMap(({ failures }) => failures).filter(({ url }) => !url.startsWith('https://shenzhen.'))).toEqual([]);
  });

  test('know a joint act once, with its three pages, and read it from the lead issuer', () => {
    const plan = numbered('发改环资〔2026〕901号');
    expect(plan.copies.map(({ sourceId }) => sourceId).toSorted()).toEqual(['demo-beijing', 'demo-library', 'demo-ndrc']);
    expect(plan.issuers.map(({ name }) => name)).toEqual(['国家发展和改革委员会', '国家数据局', '国家能源局']);
    expect(plan.canonicalUrl).toContain('ndrc.sample.example');
    expect(plan.dates.effective?.value).toBe('2026-12-01');
    expect(plan.links.some(({ relation, to }) => relation === 'repeals' && to.number === '发改环资〔2023〕905号')).toBe(true);
  });

  test('link an interpretation with its act, and list it under the act', () => {
    const [act, reading] = [numbered('国家互联网信息办公室令第90号'), titled('答记者问')];
    expect(reading.links).toContainEqual(
      expect.objectContaining({ relation: 'interprets', state: 'resolved', to: expect.objectContaining({ id: act.id }) }),
    );
    expect(act.citedBy.map(({ id }) => id)).toContain(reading.id);
    const item = items().find(({ id, what }) => id === act.id && what !== 'effect');
    expect(item?.coverage.map(({ title }) => title)).toContain(reading.title);
    expect(items().map(({ id }) => id)).not.toContain(reading.id);
  });

  test('say of each item what a reader may have chosen: bodies, places, landmarks, documents and the relation to each', () => {
    const mentioned = (number: string) => items().find((item) => item.number === number)?.mentions;
    const speech = mentioned('国家互联网信息办公室令第90号');
    expect(speech?.issuers).toEqual(['cac', 'mps']);
    expect(speech?.documents).toContainEqual({ id: titled('合成语音服务标识管理办法（征求意见稿）').id, relation: 'final-of' });
    expect(speech?.documents.map(({ id }) => id)).not.toContain(numbered('国家互联网信息办公室令第90号').id);
    expect(mentioned('京政办发〔2026〕90号')?.places).toContain('beijing');
    const filings = items().find(({ type }) => type === 'announcement');
    expect(filings?.mentions?.landmarks).toContain('filed-services');
  });

  test('link a draft and its final text both ways', () => {
    const [draft, final] = [titled('合成语音服务标识管理办法（征求意见稿）'), numbered('国家互联网信息办公室令第90号')];
    expect(draft.type).toBe('draft');
    expect(draft.links).toContainEqual(expect.objectContaining({ relation: 'draft-of', to: expect.objectContaining({ id: final.id }) }));
    expect(final.links).toContainEqual(expect.objectContaining({ relation: 'final-of', to: expect.objectContaining({ id: draft.id }) }));
    expect(final.status).toBe('not-yet-in-force');
  });

  test('report a silent edit as a change, with its differences, in the digest of that week', () => {
    const notice = numbered('发改办环资〔2026〕902号');
    expect(notice.revisions.map(({ n, by, what }) => [n, by, what])).toEqual([
      [1, 'publisher', 'new'],
      [2, 'publisher', 'changed'],
    ]);
    const [change, ...others] = notice.revisions[1]?.changes ?? [];
    expect(others).toEqual([]);
    expect([change?.before, change?.after]).toEqual([expect.stringContaining('1月底'), expect.stringContaining('6月底')]);
    const item = items().find(({ id }) => id === notice.id);
    expect(item?.what).toBe('changed');
    const moved = (by: string) => `各智算中心应当于2027年${by}底前接入监测平台`;
    expect(item?.changes).toEqual([{ field: change?.field, before: moved('1月'), after: moved('6月') }]);
  });

  test('call a page withdrawn after three misses over two days and more, not before', () => {
    const measures = numbered('京经信发〔2026〕901号');
    expect(reports.map(({ documents: counts }) => counts.withdrawn)).toEqual([0, 0, 0, 1]);
    expect(measures.withdrawnAt).toBe(new Date(rounds[3]?.now ?? '').toISOString());
    expect(measures.revisions.at(-1)?.what).toBe('withdrawn');
    expect(items().find(({ id }) => id === measures.id)?.what).toBe('withdrawn');
  });

  test('name a source that refuses in the report, the alarms and the digest; its documents stay', () => {
    expect(reports.map(({ sources }) => sources.find(({ id }) => id === 'demo-shenzhen')?.state)).toEqual([
      'ok',
      'refused',
      'refused',
      'refused',
    ]);
    expect(troubles.map(({ source, state }) => [source, state])).toEqual([['demo-shenzhen', 'refused']]);
    expect(digest.silence).toBeUndefined();
    expect(troubles[0]?.since).toBe(new Date(rounds[1]?.now ?? '').toISOString());
    expect(troubles[0]?.lastGoodAt).toBe(new Date(rounds[0]?.now ?? '').toISOString());
    expect(digest.unseen.map(({ sourceId, condition }) => [sourceId, condition])).toEqual([['demo-shenzhen', 'refused']]);
    expect(numbered('深工信规〔2026〕9号').withdrawnAt).toBeUndefined();
  });

  test('name the few things that matter most, each with its reasons and the words that prove them', () => {
    const named = (digest.highlights ?? []).map(({ id, section, reasons }) => {
      const found = documents.find((each) => each.id === id);
      const drafts = documents.filter((each) => each.type === 'draft');
      const words = [found, ...drafts].map((each) => `${each?.title} ${each?.text} ${each?.number}`).join();
      for (const { quote } of reasons) expect(words).toContain(quote);
      return [found?.number ?? found?.type, section, reasons.map(({ kind }) => kind)];
    });
    expect(named).toEqual([
      ['国家互联网信息办公室令第90号', 'binding', ['finalises', 'takes-effect', 'binding']],
      ['发改办环资〔2026〕902号', 'binding', ['deadline-moved']],
      ['发改环资〔2026〕901号', 'plans', ['replaces', 'takes-effect', 'target', 'implements']],
      ['draft', 'drafts', ['closes']],
      ['工信厅电子函〔2026〕901号', 'companies', ['new']],
    ]);
    const reasons = (digest.highlights ?? []).flatMap((each) => each.reasons);
    expect(reasons.find(({ kind }) => kind === 'deadline-moved')).toMatchObject({ before: '2027-01', after: '2027-06' });
    expect(reasons.find(({ kind }) => kind === 'finalises')).toMatchObject({ day: '2026-08-20', days: 90 });
    expect(reasons.find(({ kind }) => kind === 'replaces')?.title?.zh).toBe('数据中心用能管理试行办法');
    expect(reasons.find(({ kind }) => kind === 'closes')).toMatchObject({ day: '2026-12-17', days: 25 });
  });

  test('hold each document once in full; what takes effect names the section with the rest', () => {
    const full = items().filter(({ inFull }) => inFull === undefined);
    expect(new Set(full.map(({ id }) => id)).size).toBe(full.length);
    const covered = items().flatMap(({ coverage }) => coverage.map(({ url }) => url));
    expect(items().filter(({ url }) => covered.includes(url))).toEqual([]);
    for (const { id, inFull } of items().filter((each) => each.inFull !== undefined))
      expect(digest.sections[inFull as 'plans'].map((each) => each.id)).toContain(id);
  });

  test('keep other news out of the digest and the index', async () => {
    const flood = titled('湿地公园观鸟节开幕');
    expect(flood.relevant).toBe(false);
    expect(digest.counts.irrelevant).toBe(22);
    expect(items().filter(({ themes }) => themes.length === 0)).toEqual([]);
    const search = (q: string) =>
      bench.within({ now: last.now, config }, (context) => context.search.query({ q, limit: 10, today: '2026-11-23' }));
    expect((await search('观鸟节')).total).toBe(0);
    expect((await search('智能算力')).hits.map(({ id }) => id)).toContain(numbered('发改环资〔2026〕901号').id);
  });

  test('keep dates as written, with where each stands', () => {
    for (const { dates, title } of documents) {
      for (const date of Object.values(dates)) expect(date.quote, title).not.toBe('');
    }
    expect(titled('智能体平台责任规定').dates.commentBy?.value).toBe('2026-12-17');
  });

  test('give a digest that proves what it says, once, in whole sentences of one script', () => {
    expect(faults.factsOf(digest).length).toBeGreaterThan(40);
    expect(faults.unprovedFacts(digest, documents)).toEqual([]);
    expect(faults.repeatedDocuments(digest)).toEqual([]);
    expect(faults.mixedSentences(digest)).toEqual([]);
    expect(faults.brokenSentences(faults.summaryLines(digest, 'sentence'))).toEqual([]);
    expect(faults.brokenLabels(faults.summaryLines(digest, 'label'))).toEqual([]);
    const text = digestText(digest, 'en');
    expect(faults.brokenSentences(faults.briefLines(text))).toEqual([]);
    expect(faults.strayChinese(text, digest)).toEqual([]);
    const mail = digestMail(digest, { language: 'both', baseUrl: 'http://127.0.0.1:4180' });
    expect([faults.unmarkedChinese(mail.html), faults.emptyLabels(mail.html)]).toEqual([[], []]);
  });

  test('leave a store whose hashes, keys and references are in order', async () => {
    const { documents: count, findings } = await bench.within({ now: last.now, config }, verify);
    expect(findings).toEqual([]);
    expect(count).toBe(documents.length);
  });
});

describe('an English title stands for its act, however it is translated', () => {
  const ask = (ref: string) => bench.within({ now: last.now, config }, (context) => resolve(ref, context));

  test.each([
    'Measures for the Administration of Synthetic Speech Services Labelling',
    'Measures for the Management of Labeling of Synthetic Speech Service',
    'Synthetic Speech Services Labelling Administrative Measures',
  ])('held: %s', async (ref) => {
    const { id } = numbered('国家互联网信息办公室令第90号');
    expect(await ask(ref)).toMatchObject({ kind: 'title', held: true, ids: [id] });
  });

  test('known and not held: what it is, and who names it, of whom none is taken for it', async () => {
    const found = await ask('Interim Measures for the Management of Generative Artificial Intelligence Services');
    expect(found).toMatchObject({ kind: 'title', held: false, ids: [], title: '生成式人工智能服务管理暂行办法' });
    expect(found.candidates).toBeUndefined();
    expect(found.namedBy?.length).toBeGreaterThan(0);
  });

  test('another title stands for nothing', async () => {
    expect(await ask('Measures for the Administration of Synthetic Image Services Labelling')).toMatchObject({ held: false, ids: [] });
  });
});
