import { group } from '../../model/values.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { piece, type TitlePiece, type TitleText } from './title-text.ts';

const nation = '中华人民共和国';
const forms = places.map((place) => ({ ...place, form: fold(group(place.forms, 0)), zone: `${fold(place.stem)}经济特区` }));

/** 广西推动…, 北京人工智能…: a place without its class, before what it has done. */
const shortPlace = /^\p{Script=Han}{2,3}?(?=(?:关于|进一步|加快|推动|推进|促进|支持|加强|深化|培育|打造|落实|贯彻|优化)[\p{Script=Han}“])/u;

/** The place that a local act begins with (北京市推进…): "of Beijing". */
export function readPlacePrefix(text: TitleText): TitlePiece | undefined {
  const { folded, length } = text;
  const to = (end: number, en: string) => piece(text.slice(0, end), en);
  if (folded.startsWith(nation) && length > nation.length + 2) return to(nation.length, "the People's Republic of China");
  for (const { id, kind, level, english, form, zone } of forms) {
    if (kind === 'city' && folded.startsWith(zone)) return to(zone.length, `${english} Special Economic Zone`);
    if ((level === 'L6' && !/[区县市旗]$/.test(form)) || !folded.startsWith(form) || length <= form.length + 3) continue;
    const inner = forms.find((each) => each.parent === id && folded.startsWith(each.form, form.length));
    return inner ? to(form.length + inner.form.length, `${inner.english}, ${english}`) : to(form.length, english);
  }
  const stem = group(shortPlace.exec(folded), 0);
  const place = places.find(({ forms: each, level }) => level !== 'L6' && each.includes(stem));
  return place && to(stem.length, place.english);
}
