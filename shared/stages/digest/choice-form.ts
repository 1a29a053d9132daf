import {
  type ChoiceForm,
  type Choices,
  type LanguagePair,
  noticeDays,
  type ReadChoices,
  type SavedSearch,
  type WrongChoice,
} from '../../model/reader.ts';
import { addDays, isDay, weekdays } from '../../model/time.ts';
import { orEmpty, tableOf } from '../../model/values.ts';
import { subjectIds } from '../../model/vocabulary.ts';
import rows from './choice-fields.json' with { type: 'json' };
import { findBody, findLandmark, findLevel, findPlace, findTheme, longestName, readFilters, toQuery } from './saved-search.ts';

export type ChoiceField = {
  /** In the form; behind `--` on the command line. */
  readonly name: string;
  readonly key: Exclude<keyof Choices, 'searches'>;
  readonly label: LanguagePair;
  readonly most?: number;
  readonly find: (text: string, today: string) => string | number | true | undefined;
  readonly takes: LanguagePair;
  readonly argument?: string;
  /** Each use on the command line adds a value, which may hold commas. */
  readonly adds?: true;
};

const oneOf = (values: Readonly<Record<string, readonly string[]>>) => (text: string) =>
  Object.entries(values).find(([value, others]) => [value, ...others].includes(text.trim().toLowerCase()))?.[0];

const hanDays = '一二三四五六日';
const weekdayForms = Object.fromEntries(
  weekdays.map((day, n) => [day, [day.slice(0, 3), `星期${hanDays.charAt(n)}`, `周${hanDays.charAt(n)}`]]),
);

function findHour(text: string): number | undefined {
  const hour = /^(\d{1,2})(?::00)?$/.exec(text.trim())?.[1];
  return hour !== undefined && Number(hour) < 24 ? Number(hour) : undefined;
}

function findZone(text: string): string | undefined {
  const name = text.trim();
  if (!/^[a-z][\w+/-]{1,60}$/i.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const longestPause = 366;
const findPause = (text: string, today: string): string | undefined => {
  const day = text.trim();
  return isDay(day) && day >= today && day <= addDays(today, longestPause) ? day : undefined;
};

const find: Readonly<Record<ChoiceField['key'], ChoiceField['find']>> = {
  themes: findTheme,
  issuers: findBody,
  levels: findLevel,
  places: findPlace,
  acts: (text) => (text.trim().length <= 500 ? text.trim() : undefined),
  landmarks: findLandmark,
  only: (text) => (['on', 'yes', 'true'].includes(text.trim().toLowerCase()) ? true : undefined),
  language: oneOf({ en: ['english'], zh: ['chinese', '中文'], both: [] }),
  every: oneOf({ day: ['daily'], week: ['weekly'] }),
  weekday: oneOf(weekdayForms),
  hour: findHour,
  timeZone: findZone,
  reminders: (text) => noticeDays.find((days) => String(days) === text.trim()),
  pausedUntil: findPause,
};

/** The themes that a field takes are named where it says what it takes. */
export const choiceFields = tableOf<readonly Omit<ChoiceField, 'find'>[]>(rows).map(
  ({ takes: [en, zh], ...row }): ChoiceField => ({
    ...row,
    takes: [en.replace('{themes}', subjectIds.join(', ')), zh.replace('{themes}', subjectIds.join('、'))],
    find: find[row.key],
  }),
);

const mostSearches = 20;

export const boxesOf = (form: ChoiceForm, name: string): readonly string[] =>
  [...form.keys()].filter((key) => key.startsWith(`${name}.`)).map((key) => key.slice(name.length + 1));

const textOf = (form: ChoiceForm, name: string) => orEmpty(form.get(name)).trim();

const findable = (text: string, { find }: ChoiceField, today: string) => find(text, today) !== undefined;

/** The names in a text: names may hold commas themselves. */
function namesIn(text: string, field: ChoiceField, today: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.flatMap((line) =>
    findable(line, field, today)
      ? [line.trim()]
      : line
          .split(/[,，、;；]/)
          .filter((part) => part.trim() !== '')
          .map((part) => part.trim()),
  );
}

const tooMany = (most: number): LanguagePair => [`at most ${most}`, `最多${most}项`];

type FieldValue = { readonly value?: unknown; readonly wrong: readonly WrongChoice[] };

function readField(form: ChoiceForm, field: ChoiceField, today: string): FieldValue {
  const { name, most, find, takes } = field;
  const wrongOf = (given: string): WrongChoice => ({ field: name, given, says: takes });
  if (most === undefined) {
    const given = textOf(form, name);
    if (given === '') return { wrong: [] };
    const value = find(given, today);
    return value === undefined ? { wrong: [wrongOf(given)] } : { value, wrong: [] };
  }
  const names = [...boxesOf(form, name), ...namesIn(textOf(form, name), field, today)];
  const values = [...new Set(names.flatMap((each) => find(each, today) ?? []))];
  const wrong = names.filter((each) => !findable(each, field, today)).map(wrongOf);
  if (values.length > most) return { wrong: [...wrong, { field: name, given: '', says: tooMany(most) }] };
  return values.length > 0 ? { value: values, wrong } : { wrong };
}

const nameOf = (text: string) => text.replace(/[\p{C}\p{Z}]{1,200}/gu, ' ').trim();

type ReadSearch = { readonly search?: SavedSearch; readonly wrong: readonly WrongChoice[] };

function readSearch(form: ChoiceForm, n: string): ReadSearch {
  const [field, given] = [`search${n}`, textOf(form, `search${n}`)];
  const called = nameOf(textOf(form, `search-name${n}`));
  if (given === '' && called === '') return { wrong: [] };
  const read = readFilters(given);
  if ('says' in read) return { wrong: [{ field, given, says: read.says }] };
  const name = called === '' ? nameOf(read.filters.q ?? toQuery(read.filters)).slice(0, longestName) : called;
  if (name.length > longestName)
    return { wrong: [{ field: `search-name${n}`, given: name, says: [`at most ${longestName} characters`, `最多${longestName}个字符`] }] };
  return { search: { id: `new${n}`, name, filters: read.filters }, wrong: [] };
}

function readSearches(form: ChoiceForm, kept: readonly SavedSearch[]): { searches: readonly SavedSearch[]; wrong: readonly WrongChoice[] } {
  const left = kept.filter(({ id }) => form.has(`search.${id}`));
  const numbers = [...form.keys()].flatMap((key) => /^search(\d{0,2})$/.exec(key)?.[1] ?? []);
  const read = numbers.map((n) => readSearch(form, n));
  const wrong = read.flatMap((each) => each.wrong);
  const searches = [...left];
  for (const [at, { search }] of read.entries()) {
    if (search === undefined) continue;
    const taken = searches.some(({ name }) => name.toLowerCase() === search.name.toLowerCase());
    if (taken)
      wrong.push({
        field: `search-name${numbers[at]}`,
        given: search.name,
        says: ['a search of this name is kept already; choose another name', '已有同名检索，请另取名称'],
      });
    else searches.push(search);
  }
  if (searches.length > mostSearches) wrong.push({ field: 'search', given: '', says: tooMany(mostSearches) });
  return { searches, wrong };
}

/**
 * Reads what was written. What is wrong is left out of the choices and named, field by field. Followed acts are as written: the store knows
 * what they stand for.
 */
export function readChoices(form: ChoiceForm, kept: Choices, today: string): ReadChoices {
  const read = choiceFields.map((field) => ({ field, ...readField(form, field, today) }));
  const { searches, wrong } = readSearches(form, kept.searches ?? []);
  const values = read.filter(({ value }) => value !== undefined).map(({ field, value }) => [field.key, value] as const);
  return {
    choices: { ...Object.fromEntries(values), ...(searches.length > 0 ? { searches } : {}) },
    wrong: [...read.flatMap((each) => each.wrong), ...wrong],
  };
}

export function toForm(choices: Choices, today: string): ChoiceForm {
  const form = new Map<string, string>();
  for (const { name, key, most } of choiceFields) {
    const value = choices[key];
    if (value === undefined || (key === 'pausedUntil' && String(value) < today)) continue;
    if (most === undefined) form.set(name, value === true ? 'on' : String(value));
    else for (const each of Array.isArray(value) ? value : []) form.set(`${name}.${each}`, 'on');
  }
  for (const { id } of choices.searches ?? []) form.set(`search.${id}`, 'on');
  return form;
}
