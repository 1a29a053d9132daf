import type { Query } from '../../model/query.ts';
import { isDay } from '../../model/time.ts';
import { documentTypes, statuses } from '../../model/vocabulary.ts';
import { places } from '../../registry/places.ts';
import { subjects } from '../../registry/themes.ts';
import { foldText } from '../text/language.ts';

const fieldNames = ['title', 'number', 'issuer', 'theme', 'type', 'level', 'status', 'place', 'source', 'after', 'before'] as const;
export type FieldName = (typeof fieldNames)[number];
export type QueryFilter = Pick<
  Query,
  'theme' | 'type' | 'level' | 'status' | 'place' | 'province' | 'source' | 'entity' | 'issuer' | 'from' | 'to' | 'seenBy'
>;

const others: Readonly<Record<string, FieldName>> = {
  标题: 'title',
  文号: 'number',
  发文字号: 'number',
  发文机关: 'issuer',
  机关: 'issuer',
  主题: 'theme',
  类型: 'type',
  层级: 'level',
  效力: 'status',
  地区: 'place',
  来源: 'source',
  since: 'after',
  until: 'before',
};

export function fieldNamed(name: string): FieldName | undefined {
  const plain = name.toLowerCase();
  return fieldNames.find((each) => each === plain) ?? others[plain];
}

const key = (text: string) =>
  foldText(text)
    .toLowerCase()
    .replace(/[\s_-]{1,20}/g, '-');
const oneOf =
  (name: keyof QueryFilter, values: readonly string[]) =>
  (value: string): QueryFilter | undefined => {
    const found = values.find((each) => key(each) === key(value));
    return found === undefined ? undefined : { [name]: found };
  };

function themeOf(value: string): QueryFilter | undefined {
  const found = subjects.find(({ id, english, chinese }) => [id, english, chinese].some((each) => key(each) === key(value)));
  return found && { theme: found.id };
}

function placeOf(value: string): QueryFilter | undefined {
  const found = places.find(({ id, english, stem, forms }) => [id, english, stem, ...forms].some((each) => key(each) === key(value)));
  return found && { place: found.id };
}

const dayOf =
  (name: 'from' | 'to', rest: readonly [month: string, day: string]) =>
  (value: string): QueryFilter | undefined => {
    const [, year, month = rest[0], day = rest[1]] = /^([12]\d{3})(?:[-/.](\d{2})(?:[-/.](\d{2}))?)?$/.exec(value) ?? [];
    if (year === undefined || !/^(?:0[1-9]|1[0-2])$/.test(month)) return undefined;
    const written = `${year}-${month}-${day}`;
    // 2026-02-31 is the last day of a month without one: days are compared as texts.
    return day === rest[1] || isDay(written) ? { [name]: written } : undefined;
  };

const levels = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8'];
const readers: Readonly<Record<Exclude<FieldName, 'title' | 'number' | 'issuer'>, (value: string) => QueryFilter | undefined>> = {
  theme: themeOf,
  type: oneOf('type', documentTypes),
  level: oneOf('level', levels),
  status: oneOf('status', statuses),
  place: placeOf,
  source: (value) => ({ source: value }),
  after: dayOf('from', ['01', '01']),
  before: dayOf('to', ['12', '31']),
};

/**
 * What a field and its value filter by: nothing for fields that are searched by words, undefined for a value that the field does not have.
 */
export const filterOf = (field: FieldName, value: string): QueryFilter | undefined =>
  field === 'title' || field === 'number' || field === 'issuer' ? {} : readers[field](value);
