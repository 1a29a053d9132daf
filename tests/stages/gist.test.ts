import { expect, test } from 'vitest';
import { guardGist, readGist } from '../../shared/stages/english/gist.ts';

/** What a model says is shown only with the words of the source that prove it. */

const source = '第三条 服务提供者应当留存日志不少于六个月。第四条 本办法自2027年3月1日起施行。第五条 投资1.2万亿元，罚款一百万元以下。';
const answer = (sentences: readonly unknown[]): string => `Here it is: ${JSON.stringify({ sentences })}`;

test('a sentence with its quote stands; the others are dropped', () => {
  const good = { text: 'It takes effect on 1 March 2027.', quote: '本办法自2027年3月1日起施行' };
  const quoted = readGist(
    answer([
      good,
      { text: 'Providers must keep logs.' },
      { text: 'Providers must keep logs.', quote: '' },
      { text: 'Providers must keep logs.', quote: '服务提供者应当保存所有记录' },
      { text: 'Providers must keep logs.', quote: '服务提供者应当留存日志' },
    ]),
    source,
  );
  expect(quoted).toEqual([good, { text: 'Providers must keep logs.', quote: '服务提供者应当留存日志' }]);
  expect(guardGist(quoted)).toEqual({ text: quoted, refused: [] });
});

test('a sentence that says what its quote does not is dropped, with its reason', () => {
  const wrong = [
    { text: 'It takes effect on 3 January 2027.', quote: '本办法自2027年3月1日起施行' },
    { text: 'It invests 1.2 billion yuan.', quote: '投资1.2万亿元' },
    { text: 'Fines are at most ten thousand yuan.', quote: '罚款一百万元以下' },
    { text: 'Logs are kept for at most six months.', quote: '服务提供者应当留存日志不少于六个月' },
  ];
  expect(guardGist(wrong)).toEqual({
    refused: [
      'a sentence of the summary says day 3 of month 1: It takes effect on 3 January 2027.',
      'a sentence of the summary says 1200000000: It invests 1.2 billion yuan.',
      'a sentence of the summary says 10000: Fines are at most ten thousand yuan.',
      'a sentence of the summary has another bound of 6: Logs are kept for at most six months.',
    ],
  });
});

test('an answer that is no JSON says nothing', () => expect(readGist('I cannot do that.', source)).toEqual([]));
