import { describe, expect, test } from 'vitest';
import type { Article } from '../../shared/model/article.ts';
import { identify, placeId } from '../../shared/stages/identity/identify.ts';
import { sameWork } from '../../shared/stages/identity/merge.ts';
import { numberKey } from '../../shared/stages/numbers/numbers.ts';
import { titleKey, workKey } from '../../shared/stages/text/titles.ts';

const day = (value: string) => ({ value, precision: 'day' as const, from: 'body' as const, quote: value });
const article = (more: Partial<Article>): Article => ({
  kind: 'article',
  url: 'https://www.example.gov.cn/1.html',
  canonicalUrl: 'https://www.example.gov.cn/1.html',
  reader: 'conventions',
  charset: 'utf-8',
  language: 'zh-Hans',
  titleLanguage: 'zh-Hans',
  title: '智能航运数据管理办法',
  issuers: [{ name: '交通运输部' }],
  type: 'measures',
  status: 'unknown',
  dates: {},
  text: '',
  attachments: [],
  citations: [],
  warnings: [],
  ...more,
});
const id = (more: Partial<Article>) => identify(article(more)).id;

describe('acts', () => {
  test('copies of one act have one id, whichever of number, issuer and days they show', () => {
    const first = id({});
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    const copies = [
      { number: '交科技发〔2026〕171号', dates: { signed: day('2026-03-01') } },
      { title: '交通运输部关于印发《智能航运数据管理办法》的通知', type: 'notice', issuers: [{ name: '交通部' }] },
      { title: '（受权发布）智能航运数据管理办法', issuers: [], canonicalUrl: 'https://m.example.cn/2' },
    ] as const;
    for (const copy of copies) expect(id(copy), JSON.stringify(copy)).toBe(first);
    expect(id({ title: '关于转发《智能航运数据管理办法》的通知' })).not.toBe(first);
  });

  test('works of one title have ids in a row', () => {
    const first = id({});
    expect(placeId(first, 0)).toBe(first);
    expect(new Set([0, 1, 2, 3].map((place) => placeId(first, place))).size).toBe(4);
    expect(placeId(first, 2)).toMatch(/^[0-9a-f]{16}$/);
  });

  test('a title that every site has says nothing: the number does, in any spelling', () => {
    const one = { title: '公告', number: '交科技发〔2026〕171号' };
    expect(id({ ...one, number: '交科技发[2026]171号', canonicalUrl: 'https://m.example.cn/2' })).toBe(id(one));
    expect(id({ ...one, number: '交科技发〔2026〕172号' })).not.toBe(id(one));
  });

  test('a draft never shares the identity of its final text', () => {
    const dates = { signed: day('2026-03-01') };
    expect(id({ dates, type: 'draft', title: '智能航运数据管理办法（征求意见稿）' })).not.toBe(id({ dates }));
    expect(id({ number: '交科技发〔2026〕171号', type: 'draft' })).not.toBe(id({ number: '交科技发〔2026〕171号' }));
  });

  test('announcements of two congresses with one number stay two', () => {
    const of = (name: string) => identify(article({ number: '公告〔十四届〕第三号', issuers: [{ name }], type: 'local-regulation' }));
    const [one, other] = [of('上海市人民代表大会常务委员会'), of('江苏省人民代表大会常务委员会')];
    expect(one.keys).toContain(`n:${numberKey('公告〔十四届〕第三号')}`);
    expect(sameWork(one, other, 'key')).toBe('apart');
    expect(sameWork(one, one, 'key')).toBe('same');
  });

  test('one number printed on two acts by mistake: unlike titles and two days are two, alike titles one', () => {
    const number = '交科技发〔2026〕171号';
    const one = identify(article({ number, dates: { signed: day('2026-03-01') } }));
    const another = identify(
      article({ number, title: '交通运输部关于推进公路大模型评测的通知', type: 'notice', dates: { signed: day('2026-03-05') } }),
    );
    const copy = identify(article({ number, title: '智能航运数据管理办法（试行）', dates: {} }));
    expect(sameWork(one, another, 'key')).toBe('apart');
    expect(sameWork(one, copy, 'key')).toBe('same');
  });

  test('keys hold number, full and inner title, and work', () => {
    const { keys } = identify(
      article({
        number: '交科技发〔2026〕171号',
        otherNumbers: ['国令第790号'],
        title: '关于印发《智能航运数据管理办法》的通知',
        type: 'notice',
      }),
    );
    expect(keys).toEqual(
      expect.arrayContaining([
        `n:${numberKey('交科技发〔2026〕171号')}`,
        `n:${numberKey('国令第790号')}`,
        `t:${titleKey('关于印发《智能航运数据管理办法》的通知')}`,
        `t:${titleKey('智能航运数据管理办法')}`,
        `w:${workKey('智能航运数据管理办法')}`,
      ]),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('other pages', () => {
  const story = { type: 'news' as const, title: '智能航运数据平台上线运行', issuers: [], dates: { published: day('2026-03-02') } };
  test('a wire story on two sites on one day is one, on another day another', () => {
    expect(id({ ...story, canonicalUrl: 'https://news.example.cn/a' })).toBe(id(story));
    expect(id({ ...story, dates: { published: day('2026-04-02') } })).not.toBe(id(story));
  });
  test('a reading never has the identity of what it reads', () => {
    const dates = { signed: day('2026-03-02'), published: day('2026-03-02') };
    const reading = identify(article({ type: 'interpretation', title: '《智能航运数据管理办法》解读', dates }));
    expect(reading.id).not.toBe(id({ dates }));
    expect(reading.keys).not.toContain(`w:${workKey('智能航运数据管理办法')}`);
  });
  test('what has neither title of weight nor day is its address', () => {
    const bare = { type: 'other' as const, title: '通知公告', dates: { published: day('2026-03-02') } };
    expect(id({ ...bare, canonicalUrl: 'https://www.example.cn/1' })).not.toBe(id({ ...bare, canonicalUrl: 'https://www.example.cn/2' }));
    expect(id({ ...bare, canonicalUrl: 'https://example.cn/1/' })).toBe(id({ ...bare, canonicalUrl: 'https://www.example.cn/1' }));
  });
});

test('authority is that of the lead issuer', () => {
  const of = (...names: string[]) => identify(article({ issuers: names.map((name) => ({ name })) })).authority;
  expect(of('国务院')).toBe(95);
  expect(of('交通运输部')).toBe(80);
  expect(of('交通运输部', '国家数据局')).toBe(85);
  expect(of()).toBe(40);
});
