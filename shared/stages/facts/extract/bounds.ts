/** How a quantity is bounded by the words before it and behind it. */
export type Bound = 'at-least' | 'at-most' | 'about' | 'exactly';

const atLeastBefore =
  /(?:[≥＞>]|超过|突破|(?<!不)超|逾|不少于|不低于|不小于|不短于|至少|最低(?=为?$)|高于|大于|多于|不[得应宜能可](?:少于|低于|小于|短于)|over|more than|surpass(?:es|ed)?|at least|a minimum of|no (?:less|fewer) than|not (?:be )?(?:less|lower|fewer) than|top|exceed(?:s|ed|ing)?|passed|past|above)[^，。；、,\d]{0,10}$/i;
const atMostBefore =
  /(?:[≤＜<]|上限(?:为|是)|可达|不超(?!过)|不超过|不高于|不大于|不多于|不长于|不[得应宜能可](?:超过|多于|高于|长于|大于)|低于|小于|少于|至多|最多|最高|最长|控制在|(?<!达)不足|不满|(?<!达)不到|at most|not (?:to )?exceed|capped at|a maximum of|not (?:be )?(?:more|higher|greater) than|no more than|(?<!no |not |not be )(?:less|fewer|lower) than|below|under|at or below|up to)[^，。；、,\d]{0,10}$/i;
const aboutBefore =
  /(?:(?<![签预公合契条节制集特履违续])约(?![谈定束会请见率])|近(?![期年日来几])|大约|将近|about|around|nearly|approximately|roughly)[^，。；、,\d]{0,8}$/i;

/** 超过 and 不足 leave the number itself out. */
const strictBefore =
  /(?:[＞>＜<]|(?<!不)(?<!不[得应宜能可])(?:超过?|突破|逾|高于|大于|多于|低于|小于|少于)|(?<!达)不足|不满|(?<!达)不到|(?<!no |not |not be )(?:more|less|fewer|lower|higher|greater) than|over|above|below|under|surpass(?:es|ed)?|exceed(?:s|ed|ing)?)[^，。；、,\d]{0,10}$/i;

/** 含: the bracket that tells whether the number itself is meant. */
const inclusion = '(?:\\s{0,2}[（(]\\s{0,2}不?含[^）)]{0,8}[）)])?\\s{0,2}';
/** 5个县级以上 says nothing of the five. */
const overBehind = new RegExp(`^${inclusion}(?:[^，。；、,\\d级]{0,8}?(?<![级等])(?:及以上|以上))`);
const underBehind = new RegExp(
  `^${inclusion}(?:[^，。；、,\\d级]{0,4}?(?:及以下|以下|以内|之内|为上限|封顶)|的[^，。；、,\\d]{0,14}(?:上限|最高限))`,
);
/** A time has an end: 6个月内. */
const withinBehind = /^\s{0,2}内(?![部容])/;
const nearBehind = /^\s{0,6}左右/;

/** A fine is a ceiling, whatever stands before its sum. */
export const fineBehind = /^[^，。；,]{0,12}?罚[款金]|^(?:以下)?或者[^，。；,]{2,24}?以下的?罚[款金]/;
export const fineBefore = /罚[款金][^，。；,\d]{0,6}$|\bfine[sd]?\b[^.;\d]{0,40}$/i;

const boundWordsLength = (left: string): number =>
  Math.max(...[atMostBefore, atLeastBefore, aboutBefore].map((each) => each.exec(left)?.[0].length ?? 0));

/** Bound of a quantity between `left` and `right`; `more` when its own words say that there is more (余, 多, a range). */
function readBound(left: string, right: string, more: boolean): Bound {
  if (/(?:上限|最[高多])[^，。；,]{0,24}(?:调整|提高|提升|上调|下调|放宽|增加)(?:为|至|到)$/.test(left)) return 'at-most';
  if (/(?:严禁|禁止|不得)[^，。；]{0,16}(?:高于|超过|大于|多于)[^，。；]{0,6}$/.test(left)) return 'at-most';
  if (atMostBefore.test(left) && !/不[得应宜能可]?(?:低于|少于|小于|短于)[^，。；]{0,10}$/.test(left)) return 'at-most';
  const share = /不[得应宜能可]?(超过|高于|大于|低于|少于|小于)[^，。；,\d]{2,30}?的?$/.exec(left)?.[1];
  if (share) return /[超高大]/.test(share) ? 'at-most' : 'at-least';
  if (atLeastBefore.test(left) || more || overBehind.test(right)) return 'at-least';
  if (underBehind.test(right)) return 'at-most';
  return aboutBefore.test(left) || nearBehind.test(right) ? 'about' : 'exactly';
}

/** 高于全国平均增速6.8个百分点: by how much. */
const gap = /[高低]于[^，。；\d]{2,20}$/;
/** 最高额度上浮20万元: by how much, and no ceiling. 最高可上浮20% is one. */
const moves = /(?<!最[高多大]可?|不超过)(?:上浮|下浮|增加|增长|上调|下调|提高|降低)了?$/;

export type BoundMatch = { readonly bound: Bound; readonly strict?: true; readonly lead: number; readonly tail: number };

/** The bound of a quantity, and how many characters before and behind it say so. */
export function boundOf(plain: string, start: number, end: number, { more, time }: { more: boolean; time: boolean }): BoundMatch {
  const left = plain.slice(Math.max(0, start - 40), start);
  const right = plain.slice(end, end + 20);
  const tail = /^[^，。；、,\d]{0,4}?(?:以上|以下|以内|之内|左右)/.exec(right)?.[0].length ?? 0;
  const words = plain.slice(start, end);
  const by = moves.test(left) || (words.includes('百分点') && gap.test(left));
  const kind = readBound(
    by
      ? ''
      : plain
          .slice(Math.max(0, start - 60), start)
          .replace(/[（(][^（()）]{0,20}[）)]/g, '')
          .slice(-40),
    right,
    more,
  );
  const within = kind === 'exactly' && ((time && withinBehind.test(right)) || /\bwithin\s{1,3}$/i.test(left));
  const strict = (kind === 'at-least' || kind === 'at-most') && strictBefore.test(left);
  return { bound: within ? 'at-most' : kind, ...(strict ? { strict } : {}), lead: by ? 0 : boundWordsLength(left), tail };
}
