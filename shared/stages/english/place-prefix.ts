import { group } from '../../model/values.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import type { TitlePiece } from './english.ts';
import { renderPhrase } from './phrase.ts';
import { tokenize } from './tokens.ts';

const nation = '中华人民共和国';

/** Where a local act begins: its place, or the zone or school that made it. */
export type PlacePrefix = { readonly zh: string; readonly en: string; readonly pieces?: readonly TitlePiece[] };
/** The place that a local act begins with (北京市推进…), or the zone or school that made it: "of Beijing". */
export function readPlacePrefix(text: string): PlacePrefix | undefined {
  const folded = fold(text);
  if (folded.startsWith(nation) && text.length > nation.length + 2)
    return { zh: text.slice(0, nation.length), en: "the People's Republic of China" };
  for (const place of places) {
    const zone = `${fold(place.stem)}经济特区`;
    if (place.kind === 'city' && folded.startsWith(zone))
      return { zh: text.slice(0, zone.length), en: `${place.english} Special Economic Zone` };
    const form = fold(group(place.forms, 0));
    if ((place.level !== 'L6' || /[区县市旗]$/.test(form)) && folded.startsWith(form) && text.length > form.length + 3) {
      const inner = placeAt6(folded.slice(form.length), place.id);
      return { zh: text.slice(0, form.length + (inner?.length ?? 0)), en: inner ? `${inner.en}, ${place.english}` : place.english };
    }
  }
  return zoneAt(text);
}

const zones =
  /^([\u4e00-\u9fff]{2,16}?(?:园区|高新区|经开区|合作区|开发区|新片区|新区|示范区|大学|学院|研究院)(?:[（(][\u4e00-\u9fff]{2,6}[）)])?)(?=(?:关于|支持|促进|加快|推进|推动|鼓励|进一步|深化|建设|加强|人工智能))/;

/** A zone or a university that has its act made; its name may hold that of a place. */
function zoneAt(text: string): PlacePrefix | undefined {
  const zh = zones.exec(fold(text))?.[1];
  const name = zh ? tokenize(group(zh.split(/[（(]/, 1), 0)) : [];
  if (!zh || name[0]?.proper === undefined || name.some(({ part }) => part === 'verb' || part === 'unknown')) return undefined;
  const inner = renderPhrase(text.slice(0, zh.length));
  return {
    zh: text.slice(0, zh.length),
    pieces: inner.pieces,
    en: /University|College|Institute/.test(inner.en) ? inner.en : `the ${inner.en}`,
  };
}

function placeAt6(folded: string, parent: string): { length: number; en: string } | undefined {
  const place = places.find((each) => each.parent === parent && folded.startsWith(fold(group(each.forms, 0))));
  return place && { length: group(place.forms, 0).length, en: place.english };
}

/** Labels before a title, with their bar or colon. */
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
