import { bureaux } from '../../registry/bureaux.ts';
import { spellPlace } from '../../registry/dictionary.ts';
import { places } from '../../registry/places.ts';
import { wordLists } from '../../registry/title-words.ts';
import { oneOf } from '../text/words.ts';
import type { TitlePiece, TitleText } from './title-text.ts';

const known = new Set(places.flatMap(({ forms }) => forms));
/** A city or county whose name no table has: where a title or a quoted name opens, and after the bodies' 印发. */
const opening = /(?:^|[《〈【\s：:｜|、]|印发|發布|发布|印發)([\u4e00-\u9fff]{2,3}?)([市县縣])(?=[\u4e00-\u9fff])/g;
/** 在滨江等三地: a place, for others follow that are counted as such. */
const counted = /(?:^|在)([\u4e00-\u9fff]{2,3})等(?:[二两三四五六七八九十]{1,3}|\d{1,2})个?(?:地|市|省|县|区|城市)/g;
/** What 市 and 县 close without naming one: 全市, 城市, 超市, 有关县, 门市; and words that a name of a place does not hold. */
const common = new RegExp(`${oneOf(wordLists['before-city'])}$|${oneOf(wordLists['no-places'])}`);
/** 市场, 市民, 市级: 市 belongs to the word behind it. */
const behind = /^[场民值级域面容化区長长政井树花情况委]/;

/** `english` spells its sounds; a name with a character that no known name has stays as it is. */
export type UnknownPlace = { readonly name: string; readonly english: string };

const toPlace = (name: string, stem: string): UnknownPlace => ({ name, english: spellPlace(stem) ?? stem });

/** Cities and counties of a title that no table of places knows (云州市): their characters are a name and mean nothing, so English spells how they sound. */
export function findUnknownPlaces({ text, folded }: TitleText): readonly UnknownPlace[] {
  const found = new Map<string, UnknownPlace>();
  for (const { index, 0: whole, 1: stem = '', 2: word = '' } of folded.matchAll(opening)) {
    const name = stem + word;
    const next = text.slice(index + whole.length);
    if (common.test(stem) || (behind.test(next) && !/^(?:政府|委办|委员)/.test(next)) || known.has(name)) continue;
    found.set(name, toPlace(name, stem));
  }
  for (const { 1: name = '' } of folded.matchAll(counted)) if (!known.has(name)) found.set(name, toPlace(name, name));
  return [...found.values()];
}

/** An organ of such a place at the head of a title: 云州市人民政府办公厅 is the General Office of the Yunzhou Municipal People's Government. */
export function readUnknownOffice(title: TitleText): TitlePiece | undefined {
  const place = findUnknownPlaces(title).find(({ name }) => title.folded.startsWith(name));
  if (!place) return undefined;
  const rest = title.folded.slice(place.name.length, place.name.length + 24);
  const [bureau, written] =
    bureaux
      .flatMap((each) => each.names.map((name) => [each, name] as const))
      .filter(([, name]) => rest.startsWith(name) && /^(?:$|关于|印发|发布|等|[\s、])/.test(rest.slice(name.length)))
      .toSorted((a, b) => b[1].length - a[1].length)[0] ?? [];
  if (!bureau || !written) return undefined;
  const level = place.name.endsWith('市') ? 'Municipal' : 'County';
  const { english } = bureau;
  const text = english.includes('{place}') ? english : `{place} ${english.includes('{class}') ? '' : `${level} `}${english}`;
  return {
    zh: title.text.slice(0, place.name.length + written.length),
    en: text.replace('{place}', place.english).replace('{class}', level),
  };
}
