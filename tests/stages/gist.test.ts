import { expect, test } from 'vitest';
import { readGist } from '../../shared/stages/english/gist.ts';

/** What a model says is shown only with the words of the source that prove it. */

const source = '第三条 服务提供者应当留存日志不少于六个月。第四条 本办法自2027年3月1日起施行。';
const answer = (sentences: readonly unknown[]): string => `Here it is: ${JSON.stringify({ sentences })}`;

test('a sentence with its quote stands; the others are dropped', () => {
  const good = { text: 'It takes effect on 1 March 2027.', quote: '本办法自2027年3月1日起施行' };
  const kept = readGist(
    answer([
      good,
      { text: 'Providers must keep logs.' },
      { text: 'Providers must keep logs.', quote: '' },
      { text: 'Providers must keep logs.', quote: '服务提供者应当保存所有记录' },
      { text: 'It takes effect on 5 March 2027.', quote: '本办法自2027年3月1日起施行' },
      { text: 'Providers must keep logs.', quote: '服务提供者应当留存日志' },
    ]),
    source,
  );
  expect(kept).toEqual([good, { text: 'Providers must keep logs.', quote: '服务提供者应当留存日志' }]);
});

test('an answer that is no JSON says nothing', () => expect(readGist('I cannot do that.', source)).toEqual([]));
