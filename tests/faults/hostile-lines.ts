/** What a stranger may write into a line of an export: where (a dotted path), and what. Each is refused with that path, and nothing is stored. */
export const hostileLines: readonly (readonly [path: string, value: unknown])[] = [
  // Fields of another kind, of which the index, a page or a digest would be made.
  ['number', { a: 1 }],
  ['number', 7],
  ['title', ''],
  ['title', ['a']],
  ['otherNumbers', '国发〔2026〕1号'],
  ['issuers', [{ name: 5 }]],
  ['issuers', { name: '市经信局' }],
  ['warnings', 'text'],
  ['entities', 'none'],
  ['authority', '40'],
  ['relevance', 3],
  ['relevant', 'yes'],
  ['withdrawnAt', 5],
  ['withdrawnAt', 'yesterday'],
  ['firstSeenAt', '2026-11-12'],
  ['text', null],
  ['english.title', { en: 'a' }],
  // Words of no vocabulary.
  ['type', 'decree'],
  ['status', 'dead'],
  ['language', 'zh'],
  ['english.by', 'me'],
  ['themes', [{ theme: 'money', score: 1, evidence: [] }]],
  ['citations', [{ relation: 'hates', quote: 'a' }]],
  ['label', { relevant: true, themes: ['money'], why: 'a', at: '2026-11-12T00:00:00Z' }],
  // Days and their quotes.
  ['dates', '2026-11-12'],
  ['dates.signed', { value: '2026-11-12', precision: 'day', from: 'body', quote: 5 }],
  ['dates.signed', { value: '12 November', precision: 'day', from: 'body', quote: 'a' }],
  ['dates.signed', { value: '2026-11-12', precision: 'hour', from: 'body', quote: 'a' }],
  ['dates.born', { value: '2026-11-12', precision: 'day', from: 'body', quote: 'a' }],
  ['held.dates.effective', { value: '2026-11-12', precision: 'day', from: 'body' }],
  ['citations', [{ relation: 'cites', quote: { a: 1 } }]],
  ['citations', [{ relation: 'cites', quote: 'a', title: 5 }]],
  ['participate', [{ by: 'email', to: 'a@example.org' }]],
  ['attachments', [{ url: 'http://a.example/a.pdf', title: null, format: 'pdf' }]],
  // Addresses, keys and lengths.
  ['url', 'javascript:alert(1)'],
  ['copies', []],
  ['held.evidence', '../../secrets/key'],
  ['held.version', 0.5],
  ['held.keys', [5]],
  ['subject', '长'.repeat(300_000)],
  // Fields that no export has.
  ['owner', 'me'],
  ['held.trusted', true],
  ['themes', [{ theme: 'energy', score: 1, evidence: [], by: 'me' }]],
];

/** A line with a value in its place. */
export function withValue(line: string, path: string, value: unknown): Record<string, unknown> {
  const whole = JSON.parse(line) as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let at = whole;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  at[last] = value;
  return whole;
}
