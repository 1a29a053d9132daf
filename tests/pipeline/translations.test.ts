import { expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { type Rounds, roundsOfTests } from '../support/rounds.ts';
import { type Act, ministry } from '../support/sites.ts';

/** Pages in English and the acts that they translate: one link where one act is surely meant, and none else. */

const open = roundsOfTests();
const source = {
  ...{
    id: 'ledger-notes',
    publisher: 'ledger-notes',
    names: { zh: '账本译丛', en: 'Ledger Notes' },
    level: 'L8',
    kind: 'translation',
    every: 'day',
  },
  listing: { format: 'dated-links', url: 'https://ledger-notes.example/english/' },
  ...{ expect: { atLeast: 1, freshWithinDays: 90 }, rights: { use: 'excerpt', reason: 'a translator: title, link and a short quotation' } },
};
const day = '2026-11-25';

const measures: Act = {
  title: '人工智能账本服务管理暂行办法',
  number: '国家互联网信息办公室令第95号',
  issuers: ['国家互联网信息办公室'],
  signed: '2026-11-10',
  published: '2026-11-12',
  lines: [
    '第一条　为了规范人工智能账本服务，制定本办法。',
    '第二条　人工智能账本服务提供者应当保存记录六个月。',
    '第三条　本办法自2027年1月1日起施行。',
  ],
};
const law: Act = {
  title: '中华人民共和国数据安全法',
  number: '主席令第八十四号',
  issuers: ['全国人民代表大会常务委员会'],
  signed: '2021-06-10',
  published: '2021-06-11',
  lines: ['第一条　为了规范数据处理活动和人工智能的使用，制定本法。', '第二条　开展数据处理活动应当保存账本。'],
};
const acts = { measures: 'https://www.cac.gov.cn/2026-11/12/c_1.htm', law: 'http://www.npc.gov.cn/npc/c2/202106/t20210611_1.html' };

type English = { readonly title: string; readonly lines: readonly string[]; readonly site?: string; readonly published?: string };
const english = ({ title, lines, site = 'China Law Translate', published = '2026-11-14' }: English): string =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title} – ${site}</title>
<meta property="article:published_time" content="${published}T01:00:00+00:00"></head><body><div class="nav"><a href="/">Home</a><a href="/laws">Laws</a></div>
<article><h1 class="entry-title">${title}</h1><div class="entry-content">${lines.map((line) => `<p>${line}</p>`).join('')}</div></article></body></html>`;

const articles = [
  'Article 1: These measures are formulated so that ledgers of artificial intelligence are kept in good order by those who offer them to others.',
  'Article 2: Providers of ledgers of artificial intelligence shall keep their records for six months and show them to whoever may ask for them.',
];
const name = 'Interim Measures for the Administration of AI Ledger Services';
const onClt = (lines: readonly string[], title = name): string => english({ title, lines: [...lines, ...articles] });
const block = (title: string, when = '2026-11-10'): string[] => [
  `【颁布时间】${when}`,
  `【标题】${title}`,
  '【颁布单位】国家互联网信息办公室',
];
const clt = 'https://www.chinalawtranslate.com/en/ai-ledger/';

async function held(...pages: readonly (readonly [string, string])[]): Promise<Rounds> {
  const store = open(source);
  for (const [url, body] of pages) {
    const said = await store.ask(day, { [url]: body }, 'add', url);
    expect(said).toMatchObject({ status: 0 });
  }
  return store;
}

type Shown = {
  readonly type: string;
  readonly english: { readonly title: string; readonly by: string; readonly page?: string };
  readonly translations?: readonly {
    readonly title: string;
    readonly url: string;
    readonly official: boolean;
    readonly by: { readonly en: string };
  }[];
  readonly links: readonly {
    readonly relation: string;
    readonly state: string;
    readonly to: { readonly id?: string; readonly title?: string };
  }[];
};
const shown = async (store: Rounds, ref: string): Promise<Shown> => JSON.parse((await store.say(day, 'show', ref, '--json')).out) as Shown;
const linked = async (store: Rounds, ref: string) => (await shown(store, ref)).links.filter(({ relation }) => relation === 'translates');

const govPage = 'https://english.www.gov.cn/policies/latestreleases/202611/13/content_WS1.html';
const gov = english({
  ...{
    title: 'Interim Measures for Managing Ledger Services of Artificial Intelligence',
    site: 'english.www.gov.cn',
    published: '2026-11-13',
  },
  lines: ['Order No. 95 of the Cyberspace Administration of China', ...articles],
});

test('an official page that names the number gives the act its English title, on page, in lists, answers, exports, references and tools', async () => {
  const store = await held([acts.measures, ministry(measures)], [govPage, gov], [clt, onClt(block(measures.title))]);
  const act = await shown(store, acts.measures);
  expect(act.english).toMatchObject({
    title: 'Interim Measures for Managing Ledger Services of Artificial Intelligence',
    by: 'official',
    page: govPage,
  });
  expect(act.translations).toMatchObject([
    { url: govPage, official: true },
    { url: clt.replace(/\/$/, ''), official: false, by: { en: 'China Law Translate' } },
  ]);
  expect((await shown(store, govPage)).type).toBe('news');
  const text = await store.say(day, 'show', acts.measures);
  expect(text.out).toContain('Official English: Interim Measures for Managing Ledger');
  expect(text.out).toContain('Translation by China Law Translate');
  const csv = await store.say(day, 'export', '--format', 'csv');
  expect(csv.out).toMatch(
    /"人工智能账本服务管理暂行办法","Interim Measures for Managing Ledger Services of Artificial Intelligence","official",/,
  );
  expect((await store.say(day, 'export', '--format', 'ris')).out).toContain('TT  - Interim Measures for Managing Ledger');
  expect((await store.say(day, 'export', '--format', 'bibtex')).out).toContain('English title (official, https://english.www.gov.cn');
  expect((await store.say(day, 'search', 'ledger', '--json')).out).toContain('Interim Measures for Managing Ledger Services');
  await store.within(day, async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret-of-the-tests', local: true }));
    const { id } = JSON.parse((await store.say(day, 'show', acts.measures, '--json')).out) as { id: string };
    const page = await (await app.request(`http://127.0.0.1:4180/documents/${id}`)).text();
    expect(page).toMatch(/<a href="https:\/\/english\.www\.gov\.cn[^>]*>Official English<\/a>/);
    expect(page).toContain('Translation by China Law Translate');
    expect(page).toContain('<h1><span lang="en">Interim Measures for Managing Ledger');
  });
  expect((await store.say(day, 'verify')).status).toBe(0);
});

test('a translation that came before its act is joined when the act comes, and is no act in lists and digests', async () => {
  const store = await held([clt, onClt(block(measures.title))], [govPage, gov], [acts.measures, ministry(measures)]);
  expect(await linked(store, clt)).toMatchObject([{ state: 'resolved', to: { title: measures.title } }]);
  expect((await shown(store, acts.measures)).english).toMatchObject({ by: 'official' });
  const { out } = await store.say(day, 'digest', '--week', '2026-W48', '--json');
  const { sections } = JSON.parse(out) as {
    sections: Readonly<Record<string, readonly { title: string; english: string; coverage: object[] }[]>>;
  };
  expect(Object.values(sections).flat()).toMatchObject([
    {
      ...{ title: measures.title, english: 'Interim Measures for Managing Ledger Services of Artificial Intelligence' },
      coverage: [
        { title: name, type: 'news' },
        { url: govPage, type: 'news' },
      ],
    },
  ]);
});

test('a law by its official title in the table and its day; another edition, year or issuer is another act', async () => {
  const adopted = (when: string): string =>
    english({
      ...{ title: "Data Security Law of the People's Republic of China", site: "The National People's Congress", published: '2026-03-20' },
      lines: [
        `(Adopted at the 29th Meeting of the Standing Committee of the Thirteenth National People's Congress on ${when})`,
        ...articles,
      ],
    });
  const npc = 'http://www.npc.gov.cn/englishnpc/c2759/c23934/202112/t20211209_1.html';
  const store = await held([acts.law, ministry(law, '全国人大')], [npc, adopted('June 10, 2021')], [`${npc}?a`, adopted('June 10, 2031')]);
  expect(await linked(store, npc)).toMatchObject([{ state: 'resolved', to: { title: '数据安全法' } }]);
  expect(await linked(store, `${npc}?a`)).toMatchObject([{ state: 'unresolved' }]);
  expect((await shown(store, acts.law)).translations).toHaveLength(1);
});

const wrong: readonly (readonly [string, string])[] = [
  ['an older version of the same title', onClt(block(measures.title, '2023-04-10'))],
  ['another number', onClt([...block(measures.title), '【发文号】国家互联网信息办公室令第41号'])],
  ['another body', onClt([block(measures.title)[0] ?? '', block(measures.title)[1] ?? '', '【颁布单位】国家数据局'])],
  ['a draft against the final act', onClt(block(measures.title), `${name} (Draft for Comment)`)],
  ['a draft by its Chinese title', onClt(block(`${measures.title}（征求意见稿）`))],
  ['two acts', onClt([...block(measures.title), '【标题】人工智能算盘服务管理暂行办法'])],
  [
    'two acts in the words of its head',
    onClt([`《${measures.title}》 and 《人工智能算盘服务管理暂行办法》`, 'Promulgated on November 10, 2026']),
  ],
  ['a title alone, with no day of its own', onClt([`《${measures.title}》`]).replace(/<meta property[^>]*>/, '')],
  [
    'a report of the act',
    english({
      title: 'China Issues Interim Measures for the Administration of AI Ledger Services',
      lines: [
        `The CAC released 《${measures.title}》 on November 10, 2026.`,
        'Under Article 2 providers of artificial intelligence keep records for six months.',
      ],
    }),
  ],
  [
    'an essay on its articles',
    english({ title: 'What the AI Ledger Measures Mean', lines: [`On 《${measures.title}》 of November 10, 2026.`, ...articles] }),
  ],
];
test('no link where a page is no translation, or of another act, or of one of two', async () => {
  const at = (n: number): string => `https://www.chinalawtranslate.com/en/wrong-${n}/`;
  const store = await held([acts.measures, ministry(measures)], ...wrong.map(([, page], n) => [at(n), page] as const));
  const joined = [];
  for (const [n, [what]] of wrong.entries()) if ((await linked(store, at(n))).some(({ state }) => state === 'resolved')) joined.push(what);
  expect(joined).toEqual([]);
  const { english: named, translations } = await shown(store, acts.measures);
  expect(named.by).not.toBe('official');
  expect(translations).toBeUndefined();
});
