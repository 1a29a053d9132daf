import { describe, expect, test } from 'vitest';
import type { Choices } from '../../shared/model/reader.ts';
import { choiceFields, readChoices, toForm } from '../../shared/stages/digest/choice-form.ts';
import { readFilters, toQuery } from '../../shared/stages/digest/saved-search.ts';

const today = '2026-11-27';
const read = (fields: Readonly<Record<string, string>>, kept: Choices = {}) => readChoices(new Map(Object.entries(fields)), kept, today);
const search = { id: 'abc', name: 'Green power', filters: { q: '绿电', theme: 'energy' } } as const;

const whole: Choices = {
  themes: ['chips', 'energy'],
  issuers: ['cac', 'shanghai-drc'],
  levels: ['L1', 'L2'],
  places: ['shenzhen'],
  searches: [search],
  acts: ['0123456789abcdef'],
  landmarks: ['ai-plus'],
  only: true,
  language: 'both',
  every: 'week',
  weekday: 'friday',
  hour: 0,
  timeZone: 'Europe/Brussels',
  reminders: [14, 1],
  pausedUntil: '2026-12-24',
};

describe('choices as they are written', () => {
  test('go into a form and come back', () => {
    expect(readChoices(toForm(whole, today), whole, today)).toEqual({ choices: whole, wrong: [] });
    expect(Object.keys(whole).toSorted()).toEqual([...choiceFields.map(({ key }) => key), 'searches'].toSorted());
    expect(readChoices(toForm({}, today), {}, today)).toEqual({ choices: {}, wrong: [] });
  });

  test.each([
    ['themes', 'Semiconductors and self-reliance, 能源与资源；chips', { themes: ['chips', 'energy'] }],
    ['issuers', 'CAC、国家发展改革委, 上海市发展和改革委员会', { issuers: ['cac', 'ndrc', 'shanghai-drc'] }],
    ['levels', 'l0, L4', { levels: ['L0', 'L4'] }],
    ['places', 'Shenzhen, 广东省\nbeijing', { places: ['shenzhen', 'guangdong', 'beijing'] }],
    ['every', 'Daily', { every: 'day' }],
    ['weekday', '周五', { weekday: 'friday' }],
    ['hour', '07:00', { hour: 7 }],
    ['time-zone', 'asia/shanghai', { timeZone: 'Asia/Shanghai' }],
    ['reminders', '1, 14', { reminders: [1, 14] }],
    ['pause-until', '2027-11-27', { pausedUntil: '2027-11-27' }],
    ['follow', '国办发〔2026〕901号\n中华人民共和国某法', { acts: ['国办发〔2026〕901号', '中华人民共和国某法'] }],
  ])('%s: %s', (name, text, choices) => {
    expect(read({ [name]: text })).toEqual({ choices, wrong: [] });
  });

  test.each([
    ['themes', 'chips, cheese', 'cheese'],
    ['issuers', 'Ministry of Silly Walks', 'Ministry of Silly Walks'],
    ['levels', 'L9', 'L9'],
    ['weekday', 'someday', 'someday'],
    ['hour', '24', '24'],
    ['hour', '-1', '-1'],
    ['time-zone', '+08:00', '+08:00'],
    ['time-zone', 'Mars/Olympus', 'Mars/Olympus'],
    ['reminders', '7', '7'],
    ['pause-until', '2026-11-26', '2026-11-26'],
    ['pause-until', '2026-02-30', '2026-02-30'],
    ['pause-until', '2027-11-29', '2027-11-29'],
    ['search', 'colour=red&q=x', 'colour=red&q=x'],
    ['search', 'theme=cheese', 'theme=cheese'],
    ['search', 'from=2026-01-01', 'from=2026-01-01'],
  ])('%s: %s is wrong, is named, and the rest is kept', (name, text, given) => {
    const { choices, wrong } = read({ places: 'beijing', [name]: text });
    expect(wrong.map((each) => [each.field, each.given])).toEqual([[name, given]]);
    expect(choices.places).toEqual(['beijing']);
    for (const each of wrong) expect(each.says[1]).toMatch(/\p{Script=Han}/u);
  });

  test('more than a list may hold is wrong', () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`follow.${n}`, 'on']));
    expect(read(many).wrong).toMatchObject([{ field: 'follow', says: ['at most 50', '最多50项'] }]);
  });

  test('a search is kept by its box, and a new one needs a name of its own', () => {
    expect(read({ 'search.abc': 'on' }, whole).choices.searches).toEqual([search]);
    expect(read({}, whole).choices.searches).toBeUndefined();
    expect(read({ 'search.abc': 'on', search: 'x', 'search-name': 'green POWER' }, whole).wrong).toHaveLength(1);
    expect(read({ 'search.other': 'on', search: '算力' }, whole).choices.searches).toEqual([
      { id: 'new', name: '算力', filters: { q: '算力' } },
    ]);
    const twenty = Array.from({ length: 20 }, (_, n) => ({ ...search, id: `s${n}`, name: `n${n}` }));
    const boxes = Object.fromEntries(twenty.map(({ id }) => [`search.${id}`, 'on']));
    expect(read({ ...boxes, search: 'x' }, { searches: twenty }).wrong).toHaveLength(1);
  });

  test.each([
    ['绿电 算力', { q: '绿电 算力' }],
    ['q=绿电&theme=energy&sort=newest', { q: '绿电', theme: 'energy' }],
    ['https://hongtou.example/documents?q=%E7%BB%BF%E7%94%B5&lang=zh', { q: '绿电' }],
    ['/documents?issuer=国家网信办&place=深圳', { issuer: 'cac', place: 'shenzhen' }],
    ['?level=L2&status=in-force&type=measures', { level: 'L2', status: 'in-force', type: 'measures' }],
    ['x=1', { q: undefined }],
    ['why? because', { q: 'why? because' }],
  ])('a search is written as words, filters or an address: %s', (text, filters) => {
    const found = readFilters(text);
    expect('filters' in found ? found.filters : { q: undefined }).toEqual(filters);
    if ('filters' in found) expect(readFilters(`?${toQuery(found.filters)}`)).toEqual(found);
  });
});
