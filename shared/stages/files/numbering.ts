import { orEmpty } from '../../model/values.ts';
import { renderCount } from './counting.ts';
import { attributeOf, readXml } from './xml.ts';

/** Numbering that a word processor makes while it prints: 第一条 is often nowhere in the text of a file. */

type ListLevel = { start: number; form: string; text: string };
type NumberedList = Map<number, ListLevel>;
export type ListPlace = { readonly list: string; readonly level: number };

/** Lists of `numbering.xml` by their `numId`, and the list that a paragraph style stands in. */
export type Numbering = { readonly lists: ReadonlyMap<string, NumberedList>; readonly styles: ReadonlyMap<string, ListPlace> };

const value = (attributes: Readonly<Record<string, string>>): string => orEmpty(attributeOf(attributes, 'val'));

export function readNumbering(numbering: Uint8Array | undefined, styles: Uint8Array | undefined): Numbering {
  return { lists: numbering ? listsIn(numbering) : new Map(), styles: styles ? stylesIn(styles) : new Map() };
}

function listsIn(bytes: Uint8Array): Map<string, NumberedList> {
  const kinds = new Map<string, NumberedList>();
  const lists = new Map<string, NumberedList>();
  let list: NumberedList = new Map();
  let level: ListLevel | undefined;
  let number = '';
  readXml(bytes, {
    open(name, attributes) {
      if (name === 'abstractNum') {
        list = new Map();
        kinds.set(orEmpty(attributeOf(attributes, 'abstractNumId')), list);
      } else if (name === 'num') number = orEmpty(attributeOf(attributes, 'numId'));
      else if (name === 'abstractNumId') {
        list = copyOf(kinds.get(value(attributes)));
        lists.set(number, list);
      } else if (name === 'lvl') {
        level = { start: 1, form: 'decimal', text: '' };
        list.set(Number(attributeOf(attributes, 'ilvl')), level);
      } else if (name === 'lvlOverride') level = list.get(Number(attributeOf(attributes, 'ilvl')));
      else if (level && (name === 'start' || name === 'startOverride')) level.start = Number(value(attributes)) || 0;
      else if (level && name === 'numFmt') level.form = value(attributes);
      else if (level && name === 'lvlText') level.text = value(attributes);
    },
  });
  return lists;
}

const copyOf = (list: NumberedList | undefined): NumberedList => new Map([...(list ?? [])].map(([at, level]) => [at, { ...level }]));

function stylesIn(bytes: Uint8Array): Map<string, ListPlace> {
  const own = new Map<string, { list?: string; level: number; parent?: string }>();
  let style: { list?: string; level: number; parent?: string } | undefined;
  readXml(bytes, {
    open(name, attributes) {
      if (name === 'style') {
        style = { level: 0 };
        own.set(orEmpty(attributeOf(attributes, 'styleId')), style);
      } else if (style && name === 'basedOn') style.parent = value(attributes);
      else if (style && name === 'numId') style.list = value(attributes);
      else if (style && name === 'ilvl') style.level = Number(value(attributes)) || 0;
    },
  });
  const places = new Map<string, ListPlace>();
  for (const [id, first] of own) {
    let each: typeof style = first;
    for (let up = 0; each && each.list === undefined && up < 12; up += 1) each = own.get(orEmpty(each.parent));
    if (each?.list !== undefined) places.set(id, { list: each.list, level: first.list === undefined ? each.level : first.level });
  }
  return places;
}

/** Counts paragraphs as they come; gives the label of each that stands in a list. */
export function counter({ lists }: Numbering): (place: ListPlace) => string {
  const counts = new Map<string, number[]>();
  return ({ list, level }) => {
    const levels = lists.get(list);
    const form = levels?.get(level);
    if (!levels || !form || level > 8) return '';
    const count = counts.get(list) ?? [];
    counts.set(list, count);
    count.length = Math.min(count.length, level + 1);
    for (let at = 0; at <= level; at += 1) count[at] ??= (levels.get(at)?.start ?? 1) - (at === level ? 1 : 0);
    count[level] = (count[level] ?? 0) + 1;
    return form.form === 'bullet'
      ? ''
      : form.text.slice(0, 60).replace(/%(\d)/g, (_, digit: string) => {
          const at = Number(digit) - 1;
          return renderCount(count[at] ?? 1, levels.get(at)?.form ?? 'decimal');
        });
  };
}
