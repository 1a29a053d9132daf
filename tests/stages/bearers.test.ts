import { expect, test } from 'vitest';
import { withoutVolatileLines } from '../../shared/stages/identity/compare.ts';
import { preferBearers } from '../../shared/stages/identity/resolve.ts';
import { numberKey } from '../../shared/stages/numbers/numbers.ts';

test('a corrected number leads to its document only where nobody else bears it', () => {
  const key = `n:${numberKey('国数资源〔2026〕55号')}`;
  const mended = { id: 'mended', number: '国数资源〔2026〕56号' };
  const right = { id: 'right', number: '国数资源[2026]55号' };
  const second = { id: 'second', number: '国数科技〔2026〕7号', otherNumbers: ['国数资源〔2026〕55号'] };
  expect(preferBearers(key, [mended, right]).map(({ id }) => id)).toEqual(['right']);
  expect(preferBearers(key, [mended, right, second]).map(({ id }) => id)).toEqual(['right', 'second']);
  expect(preferBearers(key, [mended]).map(({ id }) => id)).toEqual(['mended']);
  expect(preferBearers(key, [])).toEqual([]);
});

test('counters and tools of English pages are no text, words that look like them are', () => {
  const text = ['Views: 200', '1,204 views | 3 comments', 'Share  Print  Email', 'Updated 3 hours ago', '5 min read', 'Comments: 12'];
  const said = [
    'Received 300 comments from the public.',
    'Article 3. Providers share data within 12 hours.',
    'Downloads of the model exceeded 5,000.',
  ];
  expect(withoutVolatileLines([...text, ...said].join('\n'))).toEqual(said);
});
