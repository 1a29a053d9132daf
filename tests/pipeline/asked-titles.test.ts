import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openReader } from '../../functions/reading-threads.ts';
import type { Classified } from '../../shared/model/document.ts';
import { ingest } from '../../shared/pipeline/collect/ingest.ts';
import { readPage } from '../../shared/stages/read.ts';
import { article, notices } from '../support/pages.ts';
import { openStory, type Story } from '../support/story.ts';

/** A machine is asked for the title of a document only where there is none in English. */

const first = notices[0] as (typeof notices)[number];
let acts = 700;
/** Each with a number of its own. */
function page(title: string): string {
  acts += 1;
  return article(first)
    .replaceAll(first.title, title)
    .replaceAll(first.number ?? '', `国数政策〔2026〕${acts}号`);
}

let story: Story;
beforeAll(async () => {
  story = await openStory([{ id: 'ex-notices', publisher: 'nda', url: 'https://www.samples.gov.cn/tz/' }]);
});
afterAll(() => story.close());

async function english(title: string): Promise<{ asked: readonly string[]; english: unknown }> {
  const url = `https://www.samples.gov.cn/tz/${encodeURIComponent(title)}.html`;
  const reading = await readPage({ as: 'article', url, bytes: Buffer.from(page(title)), today: '2026-11-25' });
  if (reading.kind !== 'article') throw new Error('no article');
  const asked: string[] = [];
  const machine = {
    title: async (chinese: string) => {
      asked.push(chinese);
      return chinese.includes('囧') ? { text: 'Notice on Jiong Data', refused: [] } : { refused: ['the title of the machine says 4: …'] };
    },
    gist: async () => undefined,
    sentence: async () => undefined,
    kept: async () => undefined,
  };
  const input = { article: { ...reading, title }, source: undefined, known: undefined, snapshot: { key: 'evidence/x' } as never };
  const choices = { now: '2026-11-25T09:00:00+08:00', config: story.config };
  const { head } = await story.bench.within(choices, (context) => ingest(input, { ...context, machine }));
  return { asked, english: head?.english };
}

test('a title that is official or whole stands, and nobody is asked', async () => {
  expect(await english('中华人民共和国数据安全法')).toMatchObject({ asked: [], english: { by: 'official' } });
  expect(await english('数据标注管理办法')).toMatchObject({ asked: [], english: { by: 'glossary' } });
});

test('one that stays Chinese is asked for; what the guard refuses is told beside it', async () => {
  expect(await english('囧囧数据管理办法')).toEqual({
    asked: ['囧囧数据管理办法'],
    english: { title: 'Notice on Jiong Data', by: 'machine' },
  });
  const refused = ['the title of the machine says 4: …'];
  expect(await english('数据厸数管理办法')).toEqual({
    asked: ['数据厸数管理办法'],
    english: { title: '数据厸数管理办法', by: 'glossary', refused },
  });
});

test('words of the owner’s are known to the threads that read, and go before ours', async () => {
  const reader = openReader({ threads: 1, glossary: [{ zh: '厸厸数据', en: 'lin-lin data' }] });
  onTestFinished(() => reader.close());
  const url = 'https://www.samples.gov.cn/tz/own.html';
  const reading = await readPage({ as: 'article', url, bytes: Buffer.from(page('厸厸数据管理办法')), today: '2026-11-25' });
  const { english: made } = await reader.work<Classified>({ name: 'understand', given: [{ ...reading, title: '厸厸数据管理办法' }], url });
  expect(made).toEqual({ title: 'Measures for the Administration of Lin-Lin Data', by: 'glossary' });
});
