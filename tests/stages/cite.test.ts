import { describe, expect, test } from 'vitest';
import { toBibtex, toCsl, toRis } from '../../shared/stages/digest/citation-formats.ts';

const document = {
  id: '0123456789abcdef',
  type: 'notice',
  title: '云江省数据局关于试点的通知 & {说明}',
  number: '云数发〔2026〕9号',
  issuers: [{ name: '云江省数据局' }],
  dates: { signed: { value: '2026-11-02', precision: 'day', from: 'signature', quote: '2026年11月2日' } },
  canonicalUrl: 'https://data.yunjiang.example/a.html',
  english: { title: 'Notice on Pilots', by: 'glossary' },
  language: 'zh-Hans',
} as const;

describe('references', () => {
  test('RIS gives title, issuer, number and signed day', () => {
    const lines = toRis(document).split('\r\n');
    expect(lines).toContain('AU  - 云江省数据局');
    expect(lines).toContain('M1  - 云数发〔2026〕9号');
    expect(lines).toContain('DA  - 2026/11/02');
    expect(lines[0]).toBe('TY  - GOVDOC');
  });

  test('BibTeX escapes what TeX would take for its own, and leaves out what is not stated', () => {
    const { number: _number, ...unnumbered } = document;
    const entry = toBibtex(unnumbered);
    expect(entry).toContain('的通知 \\& 说明');
    expect(entry).not.toContain('number');
    expect(entry.split('{').length).toBe(entry.split('}').length);
  });

  test.each([
    ['law', 'STAT', 'misc', 'legislation'],
    ['standard', 'STAND', 'techreport', 'standard'],
    ['news', 'NEWS', 'article', 'article-newspaper'],
    ['white-paper', 'RPRT', 'techreport', 'report'],
  ] as const)('what is a %s is no notice to a reference manager', (type, ris, bibtex, csl) => {
    expect(toRis({ ...document, type })).toMatch(new RegExp(`^TY  - ${ris}\\r`));
    expect(toBibtex({ ...document, type })).toMatch(new RegExp(`^@${bibtex}\\{`));
    expect(toCsl({ ...document, type })).toMatchObject({ type: csl });
  });

  test('CSL dates are numbers', () => {
    expect(toCsl(document)).toMatchObject({ number: '云数发〔2026〕9号', issued: { 'date-parts': [[2026, 11, 2]] } });
  });
});
