import { describe, expect, test } from 'vitest';
import type { DigestItem } from '../../shared/model/digest.ts';
import type { Choices } from '../../shared/model/reader.ts';
import { chooseFrom, findReasons, wanted } from '../../shared/stages/digest/choices.ts';
import { day, digest, emptyDigest, item } from '../support/digests.ts';

const mentions = (given: Partial<NonNullable<DigestItem['mentions']>>) => ({
  issuers: [],
  places: [],
  landmarks: [],
  documents: [],
  ...given,
});
const chips = item({ id: 'chips', themes: ['chips'], level: 'L2', issuers: [{ id: 'cac', name: '国家互联网信息办公室' }], relations: [] });
const office = item({
  id: 'office',
  themes: ['energy', 'compute'],
  level: 'L2',
  issuers: [{ id: 'ndrc-office', name: '国家发展和改革委员会办公厅' }],
  relations: [{ relation: 'implements', id: 'old' }],
});
const city = item({
  id: 'city',
  themes: ['chips'],
  level: 'L5',
  issuers: [],
  relations: [],
  mentions: mentions({ places: ['shenzhen'], landmarks: ['ai-plus'], documents: [{ id: 'basis', relation: 'cites' }] }),
});
const all = [chips, office, city];
const search = { id: 's1', name: 'Anything', filters: { q: '算力' } };
const found = new Map([['s1', new Set(['office'])]]);

const rows: readonly (readonly [string, Choices, readonly string[]])[] = [
  ['nothing chosen is everything', {}, ['chips', 'office', 'city']],
  ['an empty list is no list', { themes: [], places: [] }, ['chips', 'office', 'city']],
  ['alternatives within a kind', { themes: ['chips', 'energy'] }, ['chips', 'office', 'city']],
  ['kinds narrow each other', { themes: ['chips'], levels: ['L2'] }, ['chips']],
  ['an office speaks for its body', { issuers: ['ndrc'] }, ['office']],
  ['a city lies in its province', { places: ['guangdong'] }, ['city']],
  ['another place is none', { places: ['beijing'] }, []],
  ['a saved search adds to what the lists leave', { levels: ['L5'], searches: [search] }, ['office', 'city']],
  ['a search adds to everything, where there is no list', { searches: [search] }, ['chips', 'office', 'city']],
  ['only: nothing but searches and what is followed', { only: true, searches: [search], acts: ['basis'] }, ['office', 'city']],
  ['a search that was not asked finds nothing', { only: true, searches: [{ ...search, id: 's2' }] }, []],
  ['a followed act itself, and what implements it', { only: true, acts: ['chips', 'old'] }, ['chips', 'office']],
  ['a followed landmark', { only: true, landmarks: ['ai-plus'] }, ['city']],
  ['lists narrow nothing that is followed', { themes: ['education'], landmarks: ['ai-plus'], acts: ['old'] }, ['office', 'city']],
];

describe('the choices of a reader', () => {
  test.each(rows)('%s', (_, choices, ids) => {
    expect(all.filter((each) => wanted(each, choices, found)).map(({ id }) => id)).toEqual(ids);
  });

  test('say why an item is wanted', () => {
    expect(findReasons(office, { themes: ['energy'], searches: [search], acts: ['old'] }, found)).toEqual([
      { kind: 'lists' },
      { kind: 'search', name: 'Anything' },
      { kind: 'act', id: 'old', relation: 'implements' },
    ]);
  });

  test('leave of a digest only what speaks of wanted items, and what could not be seen', () => {
    const week = digest({
      sections: {
        ...emptyDigest.sections,
        binding: [chips, office],
        local: [city],
        effect: [{ ...office, what: 'effect', inFull: 'binding' }],
      },
      highlights: all.map(({ id }) => ({ id, section: 'binding', reasons: [{ kind: 'binding', quote: '一' }] })),
      closing: ['chips', 'office'],
      moved: [{ subject: { zh: '一', en: 'A' }, unit: '%', now: { value: 1, document: 'office', quote: '一' } }],
      notInEarlierMail: [city, { ...chips, id: 'late', dates: { signed: day('2026-01-01') } }],
    });
    const left = chooseFrom(week, { issuers: ['cac'] }, found);
    expect(left.sections).toEqual({ ...emptyDigest.sections, binding: [chips] });
    expect([left.highlights?.map(({ id }) => id), left.closing, left.moved]).toEqual([['chips'], ['chips'], []]);
    expect(left.notInEarlierMail?.map(({ id }) => id)).toEqual(['late']);
    expect(left.unseen).toEqual(week.unseen);
    expect(left.counts.new + left.counts.changed + left.counts.withdrawn).toBe(1 + chips.coverage.filter(({ news }) => news).length);
    expect(chooseFrom(week, { themes: ['education'] }, found).counts).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
    expect(chooseFrom(week, {}, found).sections).toEqual(week.sections);
  });
});
