import type { Query } from '../shared/model/query.ts';
import { costOf, round, rssMb } from './measure.ts';

const today = '2026-11-30';
const limit = 20;
/** Common and rare words of two and four characters, a phrase, two words, English, a number, a word that occurs nowhere. */
const words = ['数据', '语料', '人工智能', '量子语料', '"公共资源"', '数据 安全', 'notice on computing', '河政发〔2026〕117号', '从未出现'];
export const asks: Readonly<Record<string, readonly Partial<Query>[]>> = {
  'words, newest': words.map((q) => ({ q, sort: 'newest' })),
  'words, relevance': words.map((q) => ({ q })),
  'all, newest': [{}, { offset: 200 }],
  'filters, newest': [
    { theme: 'compute' },
    { issuer: 'issuer-7' },
    { place: '7', from: '2026-01-01' },
    { from: '2024-01-01', to: '2024-12-31' },
  ],
};

export type Answer = { readonly total: number; readonly ids: readonly string[] };

/** The first answer, with the opening of the files, then each kind again and again. */
export async function askAll(open: () => Promise<(query: Query) => Promise<Answer> | Answer>, kinds: typeof asks): Promise<object> {
  let asked: ((query: Query) => Promise<Answer> | Answer) | undefined;
  const first = await costOf(async () => {
    asked = await open();
    await asked({ q: '语料', sort: 'newest', limit, today });
  });
  const found: Record<string, object> = {};
  const answers: Answer[] = [];
  for (const [kind, queries] of Object.entries(kinds)) {
    const spent: number[] = [];
    for (const query of queries) {
      for (let time = 0; time < 10; time += 1) {
        const cost = await costOf(async () => {
          const answer = await asked?.({ limit, today, ...query });
          if (time === 0 && answer) answers.push(answer);
        });
        spent.push(cost.ms);
      }
    }
    const sorted = spent.toSorted((a, b) => a - b);
    const at = (share: number): number => round(sorted[Math.floor(sorted.length * share)] ?? 0);
    found[kind] = { p50: at(0.5), p95: at(0.95) };
  }
  return { firstMs: round(first.ms), ...found, rssMb: rssMb(), answers };
}

export type Asked = { readonly answers: readonly Answer[] };
