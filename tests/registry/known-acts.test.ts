import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { KnownAct } from '../../shared/model/lineage.ts';
import { opt } from '../../shared/model/values.ts';
import { findIssuer, issuerById } from '../../shared/registry/issuers.ts';
import { type Checked, corrections, isOldCheck, landmarkById, landmarks, loadKnownActs } from '../../shared/registry/known.ts';
import { englishTitle } from '../../shared/stages/english/english.ts';
import { makeOfAct } from '../../shared/stages/identity/known-acts.ts';
import { parseNumber } from '../../shared/stages/numbers/numbers.ts';
import { printTable } from './printed.ts';
import { tables } from './table-list.ts';

type Act = {
  readonly zh: string;
  readonly en?: string;
  readonly number?: string;
  readonly unnumbered?: true;
  readonly issuers: readonly string[];
  readonly signed?: string;
  readonly published?: string;
  readonly effective?: string;
  readonly url?: string;
  readonly from: string;
};

const fileOf = (name: string): URL => new URL(`../../shared/registry/tables/known/${name}`, import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(fileOf(name), 'utf8'));
const acts = read('acts.json') as readonly Act[];

const twice = (values: readonly string[]): readonly string[] => values.filter((value, at) => values.indexOf(value) !== at);

test('each catalogue is named by a row', () => {
  const catalogues = Object.keys(read('catalogues.json') as object);
  expect(catalogues.filter((name) => !acts.some(({ from }) => from === name))).toEqual([]);
});

/** The glossary's English of a title that it knows every word of; nothing where that is no English. */
function englishOf({ zh, en }: Act): string | undefined {
  const { english, coverage } = en === undefined ? englishTitle(zh) : { english: zh, coverage: 1 };
  return coverage === 1 && !/\p{Script=Han}/u.test(english) ? english : undefined;
}

test('what is made of an act is what keys and glossary make of it today: each search would make it anew, for a seventh of a second', async () => {
  const [file, table] = [fileOf('made.json'), tables['registry/tables/known/made.json']];
  const ofLandmarks = (await loadKnownActs()).acts.filter(({ landmark }) => landmark !== undefined).map(makeOfAct);
  const made = [...ofLandmarks, ...acts.map((act) => ({ ...makeOfAct({ ...act, title: act.zh }), ...opt('en', englishOf(act)) }))];
  const right = table && printTable(made, table);
  const is = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (right !== undefined && is !== right && process.env['CI'] === undefined) writeFileSync(file, right);
  expect(
    is === right,
    'run this test without CI: it writes shared/registry/tables/known/made.json; read its changes, and commit them',
  ).toBe(true);
});

test('a number is one, as it is written canonically, and of one act', () => {
  const numbers = acts.flatMap(({ number }) => number ?? []);
  expect(numbers.filter((number) => parseNumber(number).canonical !== number)).toEqual([]);
  expect(twice(numbers)).toEqual([]);
});

test('a title stands once, and no landmark is among them', () => {
  expect(twice(acts.map(({ zh }) => zh))).toEqual([]);
  const [titles, numbers] = [landmarks.map(({ zh }) => zh), landmarks.flatMap(({ kind, number = [] }) => (kind === 'act' ? number : []))];
  expect(acts.filter(({ zh, number }) => titles.includes(zh) || (number && numbers.includes(number)))).toEqual([]);
});

test('the number of a programme is that of an act which is known', () => {
  const programmes = landmarks.flatMap(({ kind, number = [] }) => (kind === 'act' ? [] : number));
  expect(programmes).not.toEqual([]);
  expect(programmes.filter((number) => !acts.some((act) => act.number === number))).toEqual([]);
});

test('an act without a number is not said to have one', () => {
  expect(acts.filter(({ number, unnumbered }) => number !== undefined && unnumbered)).toEqual([]);
});

test('each act and landmark has a day on which it was checked, and against what', async () => {
  const rows = [...landmarks, ...(await loadKnownActs()).acts];
  const right = ({ day, where }: Checked): boolean => /^20\d\d-\d\d(?:-\d\d)?$/.test(day) && where.length > 3;
  expect(rows.filter(({ checked }) => !right(checked))).toEqual([]);
});

test('a check is old after 180 days; a month counts from its first day', () => {
  const at = (day: string) => isOldCheck({ day, where: 'a page' }, '2026-12-01');
  expect(['2026-06-05', '2026-06-04', '2026-06-03', '2026-06', '2026-07'].map(at)).toEqual([false, false, true, true, false]);
});

test('a correction is of something that is known, and what it says now is something else', async () => {
  const all = await corrections();
  expect(all.length).toBeGreaterThan(5);
  const titles = (await loadKnownActs()).acts.map(({ title }) => title);
  expect(all.filter(({ of }) => landmarkById(of) === undefined && !titles.includes(of))).toEqual([]);
  expect(all.filter(({ said, says }) => said === says)).toEqual([]);
});

test('README says how much is known of the acts', async () => {
  const { acts } = await loadKnownActs();
  const share = (has: (act: KnownAct) => boolean): string => `${Math.round((acts.filter(has).length / acts.length) * 100)} %`;
  const hasDay = ({ dates }: KnownAct): boolean => Object.values(dates).some((fact) => fact?.precision === 'day');
  const words =
    `${acts.length} acts by name: number or that there is none of ${share(({ number, unnumbered }) => (number ?? unnumbered) !== undefined)}, ` +
    `a day of ${share(hasDay)}, bodies of ${share(({ issuers }) => issuers.length > 0)}, an official address of ${share(({ url }) => url !== undefined)}`;
  expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8').includes(words), `README: ${words}`).toBe(true);
});

test('days are days between 2015 and the time of the tables', () => {
  const days = acts.flatMap(({ signed, published, effective }) => [signed ?? [], published ?? [], effective ?? []].flat());
  const isDay = (day: string): boolean => new Date(day).toISOString().startsWith(day) && day >= '2015' && day < '2028';
  expect(days.filter((day) => !isDay(day))).toEqual([]);
});

/** Governments, courts, congresses and the platforms of standards. */
const official = /(?:^|\.)(?:gov\.cn|tc260\.org\.cn|sacinfo\.org\.cn)$/;

test('an address is an official one, and of one act', () => {
  const addresses = acts.flatMap(({ url }) => url ?? []);
  expect(addresses.filter((url) => !official.test(new URL(url).host))).toEqual([]);
  expect(twice(addresses)).toEqual([]);
});

test('a body of the registry goes by its id, any other by its Chinese name', () => {
  const written = new Set(acts.flatMap(({ issuers }) => issuers));
  const wrong = [...written].filter((name) => {
    if (!/\p{Script=Han}/u.test(name)) return !issuerById(name);
    const found = findIssuer(name);
    return found !== undefined && issuerById(found.id)?.name === found.name;
  });
  expect(wrong).toEqual([]);
});
