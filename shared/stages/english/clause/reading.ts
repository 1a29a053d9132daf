import { opt } from '../../../model/values.ts';
import { foldScript } from '../../text/language.ts';
import { expressionsOf } from '../../text/words.ts';
import rewordings from '../rewordings.json' with { type: 'json' };
import { rewording } from '../title-text.ts';
import { type Act, actsAt, besidesAt, statesAt } from './acts.ts';
import expressions from './expressions.json' with { type: 'json' };
import frames from './frames.json' with { type: 'json' };
import { itemsAt, listsAt, type Noun, rowsAt } from './nouns.ts';
import { isModal } from './words.ts';

const {
  headed,
  /** 有下列情形之一的，应当开展评估：（一）…: the cases, and no duties. */
  inCases,
  /** 具备下列条件：（一）依法成立的法人: what one must be, and nothing that one does. */
  conditions,
  beings,
  occurring,
} = expressionsOf(expressions.reading);

const plainly = rewording(rewordings.plain);
export const plainOf = (quote: string): string => plainly(foldScript(quote.normalize('NFKC')));

const mostTold = 6;
/** 应当履行下列义务：（一）公开规则；（二）…: each item on its own; `left`: not all of them. */
export function itemsOf(given: string): { readonly text: string; readonly left: boolean } {
  const text = given.replace(inCases, '$1');
  const [, lead = '', rest = ''] = headed.exec(text) ?? [];
  if (lead === '') return { text, left: false };
  const items = rest.split(/[；。，]?\([二三四五六七八九十]{1,3}\)/).map((each) => each.replace(/^应当?|[；。]$/g, ''));
  const told = items
    .filter((each) => !/[“”"《》：:()；。]/.test(each) && each.length < 80 && !(conditions.test(text) && beings.test(each)))
    .slice(0, mostTold);
  const joint = /(?:不得|禁止)$/.test(lead) ? '，不得' : '，';
  return { text: `${lead}${told.join(joint)}`, left: told.length < items.length };
}

/** A sentence as it is read: what begins at each place is worked out once. */
export class Reading {
  readonly text: string;
  readonly #kept = new Map<string, unknown>();

  constructor(text: string) {
    this.text = text;
  }

  #once<T>(name: string, at: number, make: () => readonly T[]): readonly T[] {
    const key = `${name}${at}`;
    const held = this.#kept.get(key);
    if (held !== undefined) return held as readonly T[];
    // What asks for itself again finds nothing.
    this.#kept.set(key, []);
    const made = make();
    this.#kept.set(key, made);
    return made;
  }

  items(at: number): readonly Noun[] {
    return this.#once('item', at, () => itemsAt(this, at));
  }
  lists(at: number): readonly Noun[] {
    return this.#once('list', at, () => listsAt(this, at));
  }
  rows(at: number, left: number): ReturnType<typeof rowsAt> {
    return this.#once(`row${left} `, at, () => rowsAt(this, at, left));
  }
  acts(at: number): readonly Act[] {
    return this.#once('act', at, () => actsAt(this, at));
  }
}

/** Readings of the parts of one sentence: several questions are put to the same words. */
export function openReadings(): (text: string) => Reading {
  const all = new Map<string, Reading>();
  return (text) => {
    const reading = all.get(text) ?? new Reading(text);
    all.set(text, reading);
    return reading;
  };
}

export const cheapest = <T extends { readonly cost: number }>(all: readonly T[]): T | undefined =>
  all.toSorted((a, b) => a.cost - b.cost)[0];
export const whole = <T extends { readonly end: number; readonly cost: number }>(all: readonly T[], end: number): T | undefined =>
  cheapest(all.filter((each) => each.end === end));
export const wholeAct = (reading: Reading, from: number, end: number): Act | undefined =>
  cheapest(reading.acts(from).filter((each) => each.end === end && !each.bare));

const consents = frames.consents as Readonly<Record<string, string>>;
/** 未经用户同意, 经主管部门批准. */
export function consent(text: string): string | undefined {
  const [, not, inner = '', deed = ''] =
    /^(未经|非经|经|征得|取得|未取得)(.{0,40}?)(?:的)?(单独同意|书面同意|明确同意|事先同意|同意|批准|许可|授权|允许|审核|审批|审查|评估|备案)(?:后|的)?$/.exec(
      text,
    ) ?? [];
  const said = consents[deed];
  if (not === undefined || said === undefined) return undefined;
  const reading = new Reading(inner);
  const by = inner === '' ? undefined : whole(reading.lists(0), inner.length);
  if (inner !== '' && !by) return undefined;
  const what = by ? said : said.replace(/^the /, '');
  return `${/[未非]/.test(not) ? 'without' : 'with'} ${what}${by ? ` ${said.endsWith('by') ? '' : 'of '}${by.en}` : ''}`.replace(
    / by$/,
    '',
  );
}

/** 运营者发生安全事件时: what occurs, and to whom, who is who must. */
export function occurs(segment: string): { readonly lead: string; readonly who?: string } | undefined {
  const [, who = '', what = ''] = occurring.exec(segment.replace(/^在(?=发生|出现)/, '')) ?? [];
  const named = who === '' ? undefined : whole(new Reading(who).lists(0), who.length);
  const event = what.replace(/^发生或者?可能(?=发生)/, '');
  const found = what === '' || (who !== '' && !named?.actor) ? undefined : whole(statesAt(new Reading(event), 0), event.length);
  return found && { lead: `where ${found.en}${event === what ? '' : ' or may occur'}`, ...opt('who', named?.en) };
}

/** 依托平台，…: whole, and no verb behind a part of it. */
export const leaning = /^(?:按照?|依[照据托]|根据|通过)/;
export const rests =
  /^(?:严格|依法|会同[^，]{2,16}?)?(?:按照?|依[照据]|根据|遵循).*(?:要求|规定|结果|标准|规范|原则|规则|需要|(?<!运营)情况|目录|清单|计划|规划|方案|程序|职责|权限|意见|制度|条件|约定)$/;

type Encouraged = {
  readonly who: string;
  readonly many: boolean;
  readonly modal: string;
  readonly acts: readonly string[];
  readonly lead?: string;
};
const encourages = /^(?:(?:国家|本[省市区])(?=鼓励|支持|倡导))?(鼓励和支持|鼓励支持|鼓励、支持|支持和鼓励|支持鼓励|鼓励|支持|引导|倡导)/;
/** 鼓励企业开展研究: who is encouraged to do what. */
export function encouraged(given: string, read: (text: string) => Reading): Encouraged | undefined {
  const [said = '', verb = ''] = encourages.exec(given) ?? [];
  if (verb === '') return undefined;
  const segment = given.slice(said.length - verb.length);
  const reading = read(segment);
  const found = reading.lists(verb.length).flatMap((who): readonly { who: Noun; act?: Act; lead?: string; cost: number }[] => {
    const rest = segment.slice(who.end);
    const act = rests.test(rest) ? undefined : wholeAct(reading, who.end, segment.length);
    const beside = leaning.test(rest) ? whole(besidesAt(reading, who.end), segment.length) : undefined;
    if (!who.actor) return [];
    if (beside) return [{ who, lead: beside.en, cost: who.cost + beside.cost }];
    return act ? [{ who, act, cost: who.cost + act.cost }] : [];
  });
  const one = cheapest(found);
  return (
    one && {
      who: one.who.en,
      many: one.who.many,
      modal: verb.includes('鼓励') || verb === '倡导' ? 'encouraged' : verb === '引导' ? 'guided' : 'supported',
      acts: one.act ? [one.act.say(verb === '支持' ? 'ing' : 'base')] : [],
      ...opt('lead', one.lead),
    }
  );
}

export const bound = /不[得能]?(?:少|低|短|小|超|高|多|大|晚|迟)[于过]/;
/** Without a word of duty, a bound or an encouragement a sentence tells nothing, whatever the rest says: most end here. */
export const orders = (segment: string): boolean => isModal.test(segment) || bound.test(segment) || encourages.test(segment);
