import { expect, onTestFinished, test } from 'vitest';
import { forOneQuestion } from '../../shared/pipeline/context.ts';
import { openBench } from '../support/bench.ts';

test('documents that one question asks for together, again, or by themselves are read once', async () => {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  const read: (readonly string[])[] = [];
  await bench.within({}, async (context) => {
    const documents: typeof context.documents = {
      ...context.documents,
      heads: (ids) => {
        read.push(ids);
        return context.documents.heads(ids);
      },
    };
    const question = forOneQuestion({ ...context, documents }).documents;
    await question.heads(['a', 'b']);
    await question.heads(['b', 'a']);
    await Promise.all([question.head('a'), question.heads(['c']), question.head('d')]);
  });
  expect(read).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});
