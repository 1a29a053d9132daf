import { describe, expect, test } from 'vitest';
import { crossValidate, evaluate, evaluationText, foldsOf, readGold } from '../../bench/training/evaluate.ts';
import { InputError } from '../../shared/model/errors.ts';

const header = 'id\turl\tlang\ttitle\tgist\trelevant\tthemes\tdoc_type\tdoc_number\tissuer\tdate\tambiguity';
const row = (id: string, title: string, relevant: string, themes: string, note = ''): string =>
  `${id}\t\tzh\t${title}\t\t${relevant}\t${themes}\tpolicy\t\t\t\t${note}`;
const good = [
  header,
  row('A1', '数据要素市场建设意见', 'yes', 'data-market', 'cluster=x'),
  row('A2', '数据交易所规则公布', 'yes', 'data-market', 'cluster=x; optional=policy'),
  row('A3', '本周有雨', 'no', ''),
].join('\n');

describe('readGold', () => {
  test('reads rows, clusters and optional themes', () => {
    const rows = readGold(good);
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatchObject({ id: 'A2', relevant: true, cluster: 'x', optional: ['policy'] });
  });

  test.each([
    ['a missing column', 'id\ttitle\tgist\trelevant\nA\tB\tC\tyes', /line 1: .*themes/],
    ['a bad yes/no', `${header}\n${row('A1', 'T', 'maybe', '')}`, /line 2: .*maybe/],
    ['an unknown theme', `${header}\n${row('A1', 'T', 'yes', 'weather')}`, /line 2: .*weather/],
    ['a short line', `${header}\nA1\tx\tzh`, /line 2: 3 columns/],
    ['no rows', header, /no rows/],
  ])('%s is named with its line', (_, text, message) => {
    expect(() => readGold(text)).toThrow(InputError);
    expect(() => readGold(text)).toThrow(message);
  });
});

describe('evaluate', () => {
  test('counts relevance and themes', () => {
    const report = evaluate(readGold(good));
    expect(report.rows).toBe(3);
    expect(report.relevance).toMatchObject({ precision: 1, recall: 1, support: 2 });
    expect(report.themes['data-market']).toMatchObject({ recall: 1, support: 2 });
    expect(evaluationText(report)).toContain('macro-F1');
  });

  test('rows of one event share a fold', () => {
    const folds = foldsOf(readGold(good), 2);
    expect(folds[0]).toBe(folds[1]);
  });

  test('training is repeatable', () => {
    const rows = readGold(good);
    expect(crossValidate(rows, 2, { rounds: 5 })).toEqual(crossValidate(rows, 2, { rounds: 5 }));
  });
});
