import { bodiesOf } from '../../registry/landmarks/bodies.ts';
import { isVerified, type Landmark, type LandmarkSection, type VerificationMark } from '../../registry/landmarks.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { landmarkDates } from '../words/field-name.ts';
import { type View, zh } from '../words/page-view.ts';
import type { LanguagePair } from '../words/words.ts';

/** How a landmark is named, dated and marked, on every page that shows one. */

export const sectionNames: Readonly<Record<LandmarkSection, LanguagePair>> = {
  'data-market': ['Data marketplace', '数据要素与数据市场'],
  compute: ['Data centres and compute', '数据中心与算力'],
  education: ['AI in education', '人工智能教育'],
  research: ['Research ecosystem', '科研生态'],
  policy: ['Policy direction', '政策方向'],
  companies: ['Leading companies', '领先企业'],
  fyp15: ['What next: the 15th Five-Year Plan', '下一步：“十五五”规划'],
  bodies: ['Institutions mentioned', '提及的机构'],
  beyond: ['Later and related', '后续与补充'],
};
export const kindNames: Readonly<Record<Landmark['kind'], LanguagePair>> = {
  act: ['act', '文件'],
  institution: ['body', '机构'],
  company: ['company', '企业'],
  programme: ['programme', '工程或项目'],
  product: ['product', '产品'],
  place: ['place', '地点'],
  idea: ['term', '概念'],
};

const marks: Readonly<Record<VerificationMark, LanguagePair>> = {
  V2: ['confirmed by two documents', '两份以上文件证实'],
  V1: ['confirmed by one document', '一份文件证实'],
  K: ['unverified', '未核实'],
  '?': ['mentioned in the backgrounder; not confirmed', '背景文件提及，未获证实'],
};

/** How well an entry was checked. */
export const markWords = (mark: VerificationMark, { word }: View): Html => html` <span class="soft small">${word(marks, mark)}</span>`;

/** Bodies, dates and number; a number known by hearsay says so, one that nothing confirms is not shown. */
export function landmarkFacts(landmark: Landmark, view: View): HtmlPart {
  const { number, numberMark = '?', dates } = landmark;
  const days = Object.entries(dates).map(([kind, value]) => `${view.word(landmarkDates, kind)} ${view.day(value)}`);
  const bodies = bodiesOf(landmark).map(({ name, english }) => (view.language === 'zh' ? name : english));
  const { otherIssuers: n } = landmark;
  const others = n === undefined ? '' : view.say(` and ${n} others`, `等${n + bodies.length}部门`);
  const words = [...(bodies.length > 0 ? [`${bodies.join(view.say(', ', '、'))}${others}`] : []), ...days];
  const shown = number !== undefined && numberMark !== '?';
  if (words.length === 0 && !shown) return undefined;
  const numbered =
    shown && html`${words.length > 0 && ' · '}${zh(number)}${!isVerified(numberMark) && ` (${view.word(marks, numberMark)})`}`;
  return html`<p class="small soft">${words.join(' · ')}${numbered}</p>`;
}
