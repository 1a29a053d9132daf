import { group, han, hasHan, orEmpty } from '../../model/values.ts';
import { levelOffices, wordLists, wordPairs } from '../../registry/glossary.ts';
import { findIssuers } from '../../registry/issuers.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { numeralOf } from '../text/numerals.ts';
import { expressionsOf, oneOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { renderNumberName } from './numbers.ts';
import { renderPhrase } from './phrase.ts';
import { joinNames, piece, type Row, renderFirst, type TitlePiece, type TitleText } from './title-text.ts';
import { readUnknownOffice, tokenize } from './tokens.ts';
import { withArticle } from './word-order.ts';

const nation = '中华人民共和国';
const forms = places.map((place) => ({ ...place, form: fold(group(place.forms, 0)), zone: `${fold(place.stem)}经济特区` }));

/** The place that a local act begins with (北京市推进…): "of Beijing". */
export function readPlacePrefix(text: TitleText): TitlePiece | undefined {
  const { folded, length } = text;
  const to = (end: number, en: string) => piece(text.slice(0, end), en);
  if (folded.startsWith(nation) && length > nation.length + 2) return to(nation.length, "the People's Republic of China");
  if (folded.startsWith('中国关于')) return to(2, 'China');
  for (const { id, kind, level, english, form, zone } of forms) {
    if (kind === 'city' && folded.startsWith(zone)) return to(zone.length, `${english} Special Economic Zone`);
    if ((level === 'L6' && !/[区县市旗]$/.test(form)) || !folded.startsWith(form) || length <= form.length + 3) continue;
    const inner = forms.find((each) => each.parent === id && folded.startsWith(each.form, form.length));
    return inner ? to(form.length + inner.form.length, `${inner.english}, ${english}`) : to(form.length, english);
  }
  const stem = group(shortPlace.exec(folded), 0);
  const place = places.find(({ forms: each, level }) => level !== 'L6' && each.includes(stem));
  return place ? to(stem.length, place.english) : readZone(text);
}

function readZone(text: TitleText): TitlePiece | undefined {
  const zone = text.slice(0, group(zoneOrSchool.exec(text.folded), 0).length);
  const name = tokenize(text.slice(0, group(/^[^（(]*/.exec(zone.folded), 0).length));
  if (name[0]?.proper === undefined || name.some(({ part }) => part === 'verb' || part === 'unknown')) return undefined;
  const { en } = renderPhrase(zone);
  return piece(zone, /University|College|Institute/.test(en) ? en : `the ${en}`);
}

const {
  organ,
  /** 广西推动…, 北京人工智能…: a place without its class, before what it has done. */
  shortPlace,
  /** 某某江北新区促进…: the zone or school that made a work, before what it has done. */
  zoneOrSchool,
} = expressionsOf(expressions.issuingBodies);

export type TitleIssuers = {
  readonly issuers: string;
  readonly many: boolean;
  readonly pieces: readonly TitlePiece[];
  readonly rest: TitleText;
};

const article = new RegExp(`^${oneOf(wordLists['bodies-with-article'])}`);
/** The Ministry of X, but Tsinghua University. */
export const withThe = (name: string): string => (article.test(name) || organ.test(name) ? `the ${name}` : name);

/** Issuers that no table lists by name, as they are looked for: the stretch that names one, and its English. */
const otherBodies: readonly Row<[TitleText], TitlePiece>[] = [
  { form: '市发展改革委', render: readLevelOffice },
  { form: '云州市人民政府', render: readUnknownOffice },
  { form: '某某工作领导小组办公室, 某某区管委会', render: readGroup },
];

function readLevelOffice(text: TitleText): TitlePiece | undefined {
  const office = group(/^(?:自治区|省|市|区|县)\p{Script=Han}{2,12}?(?=关于|等|$)/u.exec(text.folded), 0);
  const en = levelOffices.get(office);
  return en === undefined ? undefined : piece(text.slice(0, office.length), en);
}

const groupKinds: Readonly<Record<string, string>> = {
  领导: 'Leading Group for',
  推进: 'Promotion Group for',
  协调: 'Coordination Group for',
  专责: 'Task Force for',
};
const groups = new RegExp(
  `^(${han}{4,24}?)(?:工作)?(领导小组(?:办公室)?|(?:推进|协调|专责)小组(?:办公室)?|管理委员会|管委会)(?=关于|印发|发布)`,
  'u',
);

function readGroup(text: TitleText): TitlePiece | undefined {
  const [whole = '', purpose = '', kind = ''] = groups.exec(text.folded) ?? [];
  const core = renderPhrase(text.slice(0, purpose.length)).en;
  if (core === '' || hasHan(core)) return undefined;
  const office = kind.endsWith('办公室') ? 'Office of the ' : '';
  return piece(
    text.slice(0, whole.length),
    `${office}${groupKinds[kind.slice(0, 2)] ?? 'Administrative Committee of'} ${withArticle(core)}`,
  );
}

/** 等五部门, 七部门 after the names. */
function readOthers({ folded }: TitleText, named: number): { length: number; en: string } | undefined {
  const [whole, number] = /^\s{0,3}等?\s{0,3}([一二三四五六七八九十两]{1,3}|\d{1,3})\s{0,3}(?:个)?(?:部门|部委|单位|部)/.exec(folded) ?? [];
  if (whole !== undefined) {
    const count = numeralOf(orEmpty(number));
    const others = named > 0 && whole.includes('等') ? count - named : count;
    return { length: whole.length, en: `${renderNumberName(others)}${named > 0 ? ' Other' : ''} Departments` };
  }
  const [other, entities] = named > 0 ? (/^等(?:有关|相关)?(?:部门|(单位|机构))?/.exec(folded) ?? []) : [];
  return other === undefined ? undefined : { length: other.length, en: entities ? 'Other Entities' : 'Other Departments' };
}

/** 某省第十四届人民代表大会常务委员会: the body is known without its term. */
function readWithoutTerm(text: TitleText): TitleIssuers | undefined {
  const [whole = '', term = ''] = /^\p{Script=Han}{2,10}?(第[一二三四五六七八九十]{1,3}届)(?=人民代表大会)/u.exec(text.folded) ?? [];
  if (whole === '') return undefined;
  const at = whole.length - term.length;
  const inner = readTitleIssuers(text.slice(0, at).concat(text.slice(whole.length)));
  const [first, ...more] = inner?.pieces ?? [];
  if (!inner || !first || first.zh.length <= at) return undefined;
  return { ...inner, pieces: [piece(text.slice(0, first.zh.length + term.length), first.en), ...more] };
}

const committee = new RegExp(`^(${Object.keys(wordPairs.committees).join('|')})委员会`);

function readKnownBodies(title: TitleText): { readonly names: string[]; readonly pieces: TitlePiece[]; readonly end: number } {
  const { text, folded } = title;
  const names: string[] = [];
  const pieces: TitlePiece[] = [];
  let end = 0;
  for (const span of findIssuers(text)) {
    const gap = text.slice(end, span.start);
    // 贵州省政府数据共享: the government is what the data are of.
    if (
      /(?<!人民)政府$/.test(text.slice(span.start, span.end)) &&
      /^(?:数据|大数据|信息|采购|购买|投资|网站|规章|补贴)/.test(text.slice(span.end))
    )
      break;
    if (!/^[\s、，,;；]{0,4}$/.test(gap)) break;
    if (gap) pieces.push(piece(gap, ','));
    const [whole = '', of = ''] = committee.exec(folded.slice(span.end)) ?? [];
    const body = withThe(span.entry.full);
    const name = of ? `the ${wordPairs.committees[of]} Committee of ${body}` : body;
    names.push(name);
    end = span.end + whole.length;
    pieces.push(piece(text.slice(span.start, end), name));
  }
  return { names, pieces, end };
}

export function readTitleIssuers(text: TitleText): TitleIssuers | undefined {
  const whole = readWithoutTerm(text);
  if (whole) return whole;
  const { names, pieces, end } = readKnownBodies(text);
  let at = end;
  const add = (zh: string, name: string, en = name): void => {
    names.push(name);
    pieces.push(piece(zh, en));
    at += zh.length;
  };
  const other = names.length === 0 ? renderFirst(otherBodies, text) : undefined;
  if (other) add(other.zh, `the ${other.en}`, other.en);
  const others = readOthers(text.slice(at), names.length);
  if (others) add(text.text.slice(at, at + others.length), others.en);
  if (names.length === 0) return undefined;
  const gap = group(/^[\s:：]{1,4}/.exec(text.text.slice(at)), 0);
  if (gap) pieces.push(piece(gap, /[:：]/.test(gap) ? ':' : ''));
  const many = names.length > 1 || /Departments/.test(group(names, 0));
  return { issuers: joinNames(names), many, pieces, rest: text.slice(at + gap.length) };
}
