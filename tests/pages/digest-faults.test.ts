import { expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import type { SummaryLine } from '../../shared/model/summary.ts';
import { shown } from '../support/answers.ts';
import * as faults from '../support/digest-faults.ts';
import { digest, item } from '../support/digests.ts';

/** The checks on digests find what is wrong: each is given a digest with one fault. */

const of = (...summary: readonly SummaryLine[]) => {
  const sections = { ...digest().sections, binding: [item({ id: 'a', summary })], drafts: [], local: [] };
  return digest({ sections });
};
const line = (says: string, quote = '提供者应当在提供服务前，就其训练数据来源办理登记。'): SummaryLine => ({
  kind: 'sentence',
  says,
  quote,
});
const documents: readonly ShownDocument[] = [shown({ id: 'a' })];

test('a fact without its words, or with words that stand nowhere', () => {
  expect(faults.unprovedFacts(of(line('It is registered.')), documents)).toEqual([]);
  expect(faults.unprovedFacts(of(line('It is registered.', '第二条 提供者应当…办理登记。')), documents)).toEqual([]);
  for (const quote of ['', '…', '提供者应当在提供服务后登记。'])
    expect(faults.unprovedFacts(of(line('It is registered.', quote)), documents)).toHaveLength(1);
});

test('a document twice in full, and a reading that also stands alone', () => {
  const twice = { ...digest().sections, plans: [item({ id: 'doc_register' })] };
  expect(faults.repeatedDocuments(digest({ sections: twice }))).toEqual(['doc_register']);
  expect(faults.repeatedDocuments(digest({ sections: { ...twice, plans: [item({ id: 'doc_register', inFull: 'binding' })] } }))).toEqual(
    [],
  );
  const alone = { ...digest().sections, readings: [item({ id: 'r', url: 'https://www.issuer.example/r1.html' })] };
  expect(faults.repeatedDocuments(digest({ sections: alone }))).toEqual(['https://www.issuer.example/r1.html']);
});

test('an act twice, as its own page and as a wire has it', () => {
  const summary = [line('It is registered.')];
  const twice = (more: object) => ({
    ...digest().sections,
    binding: [item({ id: 'a', title: '语料登记办法', summary }), item({ id: 'b', title: '（受权发布）语料登记办法', summary, ...more })],
  });
  expect(faults.sameActs(digest({ sections: twice({ issuers: [] }) }))).toEqual(['语料登记办法']);
  expect(faults.sameActs(digest({ sections: twice({ issuers: [{ name: '另一省数据局' }] }) }))).toEqual([]);
});

test('two scripts in a sentence, unless the Chinese is a title or a number', () => {
  expect(faults.mixedSentences(of(line('It repeals 国信办通字〔2026〕901号 and 《语料登记办法》.')))).toEqual([]);
  expect(faults.mixedSentences(of(line('It repeals 语料登记办法.')))).toHaveLength(1);
  const title = item({ id: 'b', english: 'Affording, 用得好: an interpretation' });
  expect(faults.mixedSentences(digest({ sections: { ...digest().sections, plans: [title] } }))).toEqual([title.english]);
  expect(faults.strayChinese('Notice of 某个没有的机构.', digest())).toEqual(['某个没有的机构']);
  expect(faults.strayChinese('HONGTOU 红头\n模型语料来源登\n记办法（试行）', digest())).toEqual([]);
});

test('Chinese in markup that does not say so, and labels with nothing behind them', () => {
  expect(faults.unmarkedChinese('<p>Issued by <span lang="zh-Hans">某省数据局</span>. 红头</p>')).toEqual([]);
  expect(faults.unmarkedChinese('<p>Issued by 某省数据局.</p>')).toEqual(['Issued by 某省数据局.']);
  expect(faults.emptyLabels('<dl><dt>Number</dt><dd> </dd></dl>')).toEqual(['<dd> </dd>']);
});

test.each([
  'It takes effect on 1 January 2027',
  'it takes effect.',
  'It takes takes effect.',
  'It takes effect on undefined.',
  'It is kept for 6 month.',
  'It is kept for 1 months.',
  'It is based on “”.',
  'It takes effect , later.',
])('no sentence: %s', (sentence) => {
  expect(faults.brokenSentences([sentence])).toEqual([sentence]);
});

test('what is a sentence, and lines of a brief that go over several lines', () => {
  const good = ['It is kept for at least 6 months.', '1 of 8 sources could not be read in full.', 'It implements the “AI+ Action”.'];
  expect(faults.brokenSentences(good)).toEqual([]);
  expect(faults.brokenLabels(['Must be done', 'Target for 2027: at least 85%'])).toEqual([]);
  expect(faults.brokenLabels(['', 'Target:'])).toHaveLength(2);
  expect(faults.briefLines('HEAD\n\n- One new\n  text.\n- Two.\n\nNEW BINDING TEXTS (1)\n--------------------\n- no')).toEqual([
    'One new text.',
    'Two.',
  ]);
});
