import { describe, expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import type { KnownAct } from '../../shared/model/lineage.ts';
import { beyondPage, findKnownAct, toKnownActs } from '../../shared/stages/identity/known-acts.ts';
import { day } from '../support/digests.ts';

/** What a catalogue knows of a document that is held, and its page does not state. Every act is invented. */

const cac = { id: 'cac', name: '国家互联网信息办公室' };
const act = (more: Partial<KnownAct> & Pick<KnownAct, 'title'>): KnownAct => ({
  issuers: [cac],
  dates: {},
  themes: [],
  from: 'a list of samples',
  checked: { day: '2026-11-02', where: 'a list of samples' },
  ...more,
});
const fact = (value: string) => ({ value, precision: 'day' as const });
const known = toKnownActs({
  acts: [
    act({ title: '中华人民共和国样例信息保护法', dates: { effective: fact('2021-11-01') }, url: 'https://www.sample.example/law.html' }),
    act({
      title: '样例语料管理办法',
      number: '样网办发〔2024〕7号',
      dates: { published: fact('2024-05-06'), effective: fact('2024-07-01') },
    }),
    act({ title: '样例平台管理规定（征求意见稿）', dates: { published: fact('2025-02-03') } }),
    act({ title: '样例智能体办法（草案）', dates: { published: fact('2025-03-04') } }),
    act({ title: '样例智能体办法', number: '样网办发〔2025〕9号', dates: { signed: fact('2025-09-08') } }),
  ],
  made: new Map(),
});

type Held = Pick<ShownDocument, 'title' | 'number' | 'issuers' | 'type' | 'dates' | 'copies'>;
const held = (more: Partial<Held> & Pick<Held, 'title'>): Held => ({ type: 'measures', issuers: [cac], dates: {}, copies: [], ...more });
const told = (document: Held) => {
  const found = findKnownAct(document, known);
  return found && beyondPage(document, found);
};

describe('what the catalogue says beside a page', () => {
  test('the day of effect and the official address of a law whose print lost its day', () => {
    expect(told(held({ title: '中华人民共和国样例信息保护法', type: 'law', issuers: [] }))).toEqual({
      dates: { effective: fact('2021-11-01') },
      issuers: [cac],
      url: 'https://www.sample.example/law.html',
      from: 'a list of samples',
    });
  });

  test('only what the page does not state; nothing where it states all', () => {
    const stated = { published: day('2024-05-06'), effective: day('2024-07-01') };
    expect(told(held({ title: '样例语料管理办法', dates: { published: day('2024-05-06') } }))).toMatchObject({
      dates: { effective: fact('2024-07-01') },
      number: '样网办发〔2024〕7号',
    });
    expect(told(held({ title: '样例语料管理办法', number: '样网办发〔2024〕7号', dates: stated }))).toBeUndefined();
  });

  test('by the number alone, whatever the title says', () => {
    const found = told(held({ title: '国家互联网信息办公室公布样例办法', number: '样网办发[2024]7号' }));
    expect(found?.dates).toEqual({ published: fact('2024-05-06'), effective: fact('2024-07-01') });
  });

  test('a draft and its final text, both known, are two acts', () => {
    expect(told(held({ title: '样例智能体办法（草案）', type: 'draft' }))).toMatchObject({ dates: { published: fact('2025-03-04') } });
    expect(told(held({ title: '样例智能体办法（草案）', type: 'draft' }))).not.toHaveProperty('number');
    expect(told(held({ title: '样例智能体办法' }))).toMatchObject({ number: '样网办发〔2025〕9号' });
  });

  test.each([
    ['another body issued it', held({ title: '样例语料管理办法', issuers: [{ id: 'miit', name: '工业和信息化部' }] })],
    ['another number', held({ title: '样例语料管理办法', number: '样网办发〔2024〕3号' })],
    ['another day of effect: an earlier edition', held({ title: '样例语料管理办法', dates: { effective: day('2019-01-01') } })],
    ['signed years before: an earlier edition', held({ title: '样例语料管理办法', dates: { signed: day('2018-09-01') } })],
    ['signed years after: a later edition', held({ title: '样例语料管理办法', dates: { signed: day('2026-09-01') } })],
    ['put out years before', held({ title: '样例语料管理办法', dates: { published: day('2018-09-01') } })],
    ['a draft of it', held({ title: '样例语料管理办法', type: 'draft' })],
    ['the final text of a draft that is known', held({ title: '样例平台管理规定' })],
    ['nobody knows it', held({ title: '样例算力管理办法' })],
  ])('nothing where it may be another act: %s', (_, document) => {
    expect(told(document)).toBeUndefined();
  });

  test('a copy of later years is the act that it copies', () => {
    expect(told(held({ title: '样例语料管理办法', dates: { published: day('2026-01-09') } }))?.dates).toEqual({
      effective: fact('2024-07-01'),
    });
  });
});
