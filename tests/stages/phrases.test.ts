import { describe, expect, test } from 'vitest';
import { type Verb, type VerbClass, verbClasses, verbs } from '../../shared/registry/glossary.ts';
import { issuingRows } from '../../shared/stages/facts/extract/issuing-clause.ts';
import { extract } from '../../shared/stages/facts/extract.ts';
import {
  dateRows,
  durationRows,
  examplesOf,
  relationRows,
  statusRows,
  topicRows,
  wordsOf,
} from '../../shared/stages/facts/phrases/phrases.ts';

type Says = (sentence: string) => readonly string[];
const relations: Says = (text) => extract({ id: '1', text }).labels.flatMap((each) => (each.k === 'cite' ? [each.relation] : []));
const statuses: Says = (text) => extract({ id: '1', text }).labels.flatMap((each) => (each.k === 'status' ? [each.value] : []));

const issuers: Says = (text) => extract({ id: '1', text }).labels.flatMap((each) => (each.k === 'issuer' ? ['issuer'] : []));

type Examples = { readonly says: string; readonly yes: readonly string[]; readonly no?: readonly string[] };

/** Every table of rows, with the reader whose answers the rows are about. */
const tables: readonly { readonly name: string; readonly rows: readonly Examples[]; readonly reads: Says }[] = [
  { name: 'relations', rows: relationRows, reads: relations },
  { name: 'issuers', rows: issuingRows, reads: issuers },
  { name: 'statuses', rows: statusRows, reads: statuses },
];

/** An example with a slot, once with each word of the slot. */
const spelledOut = (example: string): readonly string[] => {
  const slot = /\{([a-z.]{2,18})\}/.exec(example);
  return slot ? wordsOf(slot[1] ?? '').flatMap((word) => spelledOut(example.replace(slot[0], word))) : [example];
};

describe.each(tables)('rows of $name', ({ rows, reads }) => {
  const examples = rows.flatMap(({ says, yes, no = [] }) => [
    ...yes.flatMap(spelledOut).map((sentence) => ({ says, sentence, wanted: !says.startsWith('not ') })),
    ...no.flatMap(spelledOut).map((sentence) => ({ says, sentence, wanted: says.startsWith('not ') })),
  ]);
  test.each(examples)('$says ($wanted): $sentence', ({ says, sentence, wanted }) => {
    const said = reads(sentence);
    if (wanted) expect(said).toContain(says.replace('not ', ''));
    else expect(said).not.toContain(says.replace('not ', ''));
  });

  test('each row has an example', () => {
    expect(rows.filter(({ yes }) => yes.length === 0)).toEqual([]);
  });
});

/** What a verb in a frame says of 《甲办法》. */
const labels: Partial<Record<VerbClass, string>> = { repeal: 'repeals', replace: 'supersedes', forward: 'forwards' };
const titles: Readonly<Record<Verb['lang'], string>> = { zh: '甲办法', en: 'Rules on Kite Trials' };

describe('every verb in every frame', () => {
  const products = verbs.flatMap((verb) => {
    const label = labels[verb.class];
    return label === undefined ? [] : examplesOf(verb, titles[verb.lang]).map((each) => ({ ...each, label }));
  });

  test.each(products)('$frame: $sentence', ({ sentence, label }) => {
    expect(relations(sentence)).toContain(label);
  });

  test('each verb has a frame, and is known once in its class', () => {
    for (const verb of verbs) if (labels[verb.class]) expect(examplesOf(verb, '甲').length, verb.word).toBeGreaterThan(0);
    const keys = verbs.map(({ class: which, lang, word }) => `${which} ${lang} ${word}`);
    expect(keys.length).toBe(new Set(keys).size);
  });

  test('the table of verbs has no class or field that the type does not know', () => {
    const fields = ['class', 'word', 'lang', 'takes', 'close', 'past', 'participle', 'ing'];
    for (const verb of verbs) {
      expect(verbClasses).toContain(verb.class);
      expect(['zh', 'en']).toContain(verb.lang);
      expect([undefined, 'object', 'subject']).toContain(verb.takes);
      expect(fields).toEqual(expect.arrayContaining(Object.keys(verb)));
    }
  });
});

/** Sentences that name 《甲办法》 beside a verb, which says nothing of it: another text ends, or nothing has ended yet. */
const heldBack: Partial<Record<VerbClass, readonly string[]>> = {
  repeal: [
    '《甲办法》自9月1日起施行，原办法同时V。',
    '《甲办法》自9月1日起施行，此前的有关规定一并V。',
    '《甲办法》施行后旧办法V。',
    '旧规已被《甲办法》V。',
    '《甲办法》尚未V。',
    '《甲办法》并未V。',
    '《甲办法》暂不V。',
    '尚未V的《甲办法》仍须遵守。',
    '是否V《甲办法》，由县政府决定。',
    '如《甲办法》被V，另行通知。',
    '一旦《甲办法》V，另行通知。',
    '拟V《甲办法》。',
    '建议V《甲办法》。',
  ],
  replace: [
    '《甲办法》自9月1日起施行，原办法被V。',
    '《甲办法》印发后旧办法被V。',
    '旧规已被《甲办法》V。',
    '《甲办法》尚未被新规V。',
    '《甲办法》并未被V。',
    '如《甲办法》被V，另行通知。',
    '拟V《甲办法》。',
    '是否V《甲办法》，由县政府决定。',
  ],
};
/** Sentences in which a part of 《甲办法》 ends: it is itself in force. */
const partial: Partial<Record<VerbClass, readonly string[]>> = {
  repeal: [
    '部分V《甲办法》。',
    'V《甲办法》第三条。',
    '《甲办法》第三条V。',
    '《甲办法》第三条同时V。',
    '《甲办法》部分条款V。',
    '该办法第三条已V。',
  ],
  replace: ['部分V《甲办法》。', 'V《甲办法》第三条。', '《甲办法》第三条已被新规V。', '《甲办法》部分条款被V。'],
};
/** Sentences in which it has ended. */
const ended: Partial<Record<VerbClass, readonly string[]>> = {
  repeal: ['旧规已于上月V。', '原细则同时V。', '【V】堤坝巡检规程', '时效性：已V', '第四十条　原细则同时V。'],
  replace: ['时效性：已被V'],
};
const overIn = (text: string): readonly string[] => statuses(text).filter((each) => /^(?:repealed|superseded|expired)$/.test(each));

describe.each(['repeal', 'replace'] as const)('every verb of %s', (which) => {
  const words = verbs.filter((verb) => verb.class === which && verb.lang === 'zh');
  const sentencesOf = (table: typeof ended, among = words): readonly string[] =>
    (table[which] ?? []).flatMap((form) => among.map(({ word }) => form.replace('V', word)));

  test.each(sentencesOf(heldBack))('%s says no end of the named text', (text) => {
    expect(relations(text)).not.toContain(labels[which]);
    if (which === 'repeal') expect(overIn(text)).toEqual([]);
  });
  test.each(sentencesOf(partial))('%s ends a part', (text) => {
    expect(overIn(text)).toEqual([]);
  });
  test.each(
    sentencesOf(
      ended,
      words.filter(({ close }) => !close),
    ),
  )('%s ends the whole', (text) => {
    expect(overIn(text)).toHaveLength(1);
  });
});

/** What a sentence says of its days: kinds of deadlines as one, for the words around tell which. */
const rolesIn = (text: string, page: string): readonly string[] =>
  extract({ id: '1', text, title: `${page}（2026-03-15）` }).labels.flatMap(({ k }) =>
    /^(?:effective|expires|signed|published|event)$/.test(k) ? [k] : k.endsWith('By') ? ['deadline', k] : [],
  );

describe.each([
  ['days', dateRows],
  ['terms', durationRows],
  ['topics of deadlines', topicRows],
])('rows of %s', (_, rows) => {
  const wanted: Readonly<Record<string, readonly string[]>> = { period: ['effective', 'expires'], window: ['deadline'], nothing: [] };
  const examples = rows.flatMap(({ says, yes, no = [] }) => [
    ...yes.flatMap(spelledOut).map((sentence) => ({ says, sentence, holds: true })),
    ...no.flatMap(spelledOut).map((sentence) => ({ says, sentence, holds: false })),
  ]);

  test.each(examples)('$says ($holds): $sentence', ({ says, sentence, holds }) => {
    const said = rolesIn(sentence, /^(?:deadline|window)$/.test(says) ? '意见征集' : '公报');
    if (says === 'nothing') expect(said.length > 0).toBe(!holds);
    else for (const role of wanted[says] ?? [says]) expect(said.includes(role)).toBe(holds);
  });

  test('each row has an example', () => {
    expect(rows.filter(({ yes }) => yes.length === 0)).toEqual([]);
  });
});
