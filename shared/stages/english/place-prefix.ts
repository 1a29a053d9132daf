import { group, han } from '../../model/values.ts';
import { wordLists } from '../../registry/glossary.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { oneOf } from '../text/words.ts';
import { renderPhrase } from './phrase.ts';
import { piece, type TitlePiece, type TitleText } from './title-text.ts';
import { tokenize } from './tokens.ts';

const nation = '中华人民共和国';
const forms = places.map((place) => ({ ...place, form: fold(group(place.forms, 0)), zone: `${fold(place.stem)}经济特区` }));

const shortPlace = /^\p{Script=Han}{2,3}?(?=(?:关于|进一步|加快|推动|推进|促进|支持|加强|深化|培育|打造|落实|贯彻|优化)[\p{Script=Han}“])/u;

type PlacePrefix = { readonly zh: string; readonly en: string; readonly pieces: readonly TitlePiece[] };

const toPrefix = (zh: TitleText, en: string, pieces = [piece(zh, en)] as readonly TitlePiece[]): PlacePrefix => ({
  zh: zh.text,
  en,
  pieces,
});

/** The place that a local act begins with (北京市推进…), or the zone or school that made it: "of Beijing". */
export function readPlacePrefix(text: TitleText): PlacePrefix | undefined {
  const { folded, length } = text;
  if (folded.startsWith(nation) && length > nation.length + 2)
    return toPrefix(text.slice(0, nation.length), "the People's Republic of China");
  if (folded.startsWith('中国关于')) return toPrefix(text.slice(0, 2), 'China');
  for (const { id, kind, level, english, form, zone } of forms) {
    if (kind === 'city' && folded.startsWith(zone)) return toPrefix(text.slice(0, zone.length), `${english} Special Economic Zone`);
    if ((level !== 'L6' || /[区县市旗]$/.test(form)) && folded.startsWith(form) && length > form.length + 3) {
      const inner = forms.find((each) => each.parent === id && folded.startsWith(each.form, form.length));
      const end = form.length + (inner?.form.length ?? 0);
      return toPrefix(text.slice(0, end), inner ? `${inner.english}, ${english}` : english);
    }
  }
  return readShortPlace(text) ?? readZone(text);
}

/** 广西推动…, 北京人工智能…: a place without its class, before what it has done. */
function readShortPlace(text: TitleText): PlacePrefix | undefined {
  const stem = shortPlace.exec(text.folded)?.[0];
  const place = stem === undefined ? undefined : places.find(({ forms: each, level }) => level !== 'L6' && each.includes(stem));
  return stem && place ? toPrefix(text.slice(0, stem.length), place.english) : undefined;
}

const zones = new RegExp(
  `^(${han}{2,16}?${oneOf(wordLists['zones-and-schools'])}(?:[（(]${han}{2,6}[）)])?)(?=关于|支持|促进|加快|推进|推动|鼓励|进一步|深化|建设|加强|人工智能)`,
  'u',
);

function readZone(text: TitleText): PlacePrefix | undefined {
  const length = zones.exec(text.folded)?.[1]?.length;
  if (length === undefined) return undefined;
  const zone = text.slice(0, length);
  const name = tokenize(zone.slice(0, group(zone.folded.split(/[（(]/, 1), 0).length));
  if (name[0]?.proper === undefined || name.some(({ part }) => part === 'verb' || part === 'unknown')) return undefined;
  const { en, pieces } = renderPhrase(zone);
  return toPrefix(zone, /University|College|Institute/.test(en) ? en : `the ${en}`, pieces);
}

export const titleLabels: readonly (readonly [RegExp, string])[] = [
  [/^[（(【]转载[）)】]\s{0,3}/, '(Repost)'],
  [/^[（(【](?:受权发布|授权发布)[）)】]\s{0,3}|^(?:受权发布|授权发布)\s{0,3}[丨｜|:：]\s{0,3}/, '(Authorized Release)'],
  [/^(?:专家解读|专家观点)(?:之[一二三四五六七八九十]{1,2})?\s{0,3}[丨｜|:：]\s{0,3}/, 'Expert Interpretation:'],
  [/^(?:政策)?解读\s{0,3}[丨｜|:：]\s{0,3}/, 'Policy Interpretation:'],
  [/^全文\s{0,3}[丨｜|:：]\s{0,3}/, 'Full Text:'],
  [/^(?:图解|图说|图文解读|一图读懂|一图看懂|一张图[读看]懂)\s{0,3}[丨｜|:：]?\s{0,3}/, 'Infographic:'],
  [/^视频\s{0,3}[丨｜|:：]\s{0,3}/, 'Video:'],
  [/^政策\s{0,3}[丨｜|:：]\s{0,3}/, 'Policy:'],
  [/^评论\s{0,3}[丨｜|:：]\s{0,3}/, 'Commentary:'],
];
