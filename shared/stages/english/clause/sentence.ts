import { opt, orEmpty } from '../../../model/values.ts';
import { expressionsOf } from '../../text/words.ts';
import { type Act, besidesAt, passiveAct, statesAt } from './acts.ts';
import expressions from './expressions.json' with { type: 'json' };
import frames from './frames.json' with { type: 'json' };
import type { Noun } from './nouns.ts';
import {
  bound,
  cheapest,
  consent,
  encouraged,
  itemsOf,
  leaning,
  occurs,
  openReadings,
  orders,
  plainOf,
  type Reading,
  rests,
  whole,
  wholeAct,
} from './reading.ts';
import { type Reader, say, type Told } from './say.ts';
import { takeOrder, takeSecret, takeTopic } from './turns.ts';
import { adverbsAt, deedsAt, type Form, measureAt, modals, verbsAt } from './words.ts';

const {
  results,
  purposes,
  alternative,
  /** 经营者承担主体责任，应当…: what all of them bear, and no part of them. */
  statements,
  /** 企业对部门开展检查应当配合: the office does it. */
  byOffice,
  noDoer,
  /** 指定安全员，负责演练: the task of whom one names. */
  names,
  tasks,
  /** 建立机制，履行义务: two duties, since a mechanism performs none. */
  somebody,
  naming,
  aims,
  conditional,
  /** 应当根据审定的方案，选择机构: on what it rests may be left out. */
  basis,
  /** What everybody must do, and tells nothing. */
  saysNothing,
  /** 通过共享平台、开放平台，…: through what, and nothing that is done. */
  means,
  /** 不得利用数据优势，排除他人: to what end they must not be used. */
  advantage,
  topic,
} = expressionsOf(expressions.sentence);

/**
 * A sentence of duty in English: who must, must not or may do what, with every condition and exception. What is not read whole is not told;
 * further duties of the sentence may be left out, and then the English says that there are others.
 */

/** 应当立即采取措施: what happened before stands in another sentence. */
const sudden = /^(?![^。]*(?:的|[时后])，)[^，]*(?:立即|立刻)/;

/** What is left out must not be what limits the rest. */
export const limits = /^或|除|但|仅|只[有能限可]|另有|例外|不受|可以?不|以外|的$/;

export const openers = /^(?:并且|并|同时|且|以及|及时(?=并)|如果|若|如|对于?(?=.{1,60}的$)|此外|其中|另外|但(?=不得)|原则上(?=))/;

const unordered = /([的时]，)(?!.{0,40}(?:应|不得|可以|必须))/;

const following = /^(?:按照?|依[照据]|根据)/;
/** 通过平台与机构共享: with whom, and not by whom. 活动及其监督: of which part 其 is, no order of words tells. */
export const unclear =
  /(?:通过[^，；]{2,40}等|以[^，；]{2,40}等(?:方式|形式))要求|(?:通过|依托|利用|按照?(?!程序)|依[照据]|根据|由|经)[^，；]{0,60}与|及其(?!有关部门|相关部门|部门|关联|工作人员)/;

/** 应当包括A，B: what follows are things, and no duties. */
const lists = /(?:包括|包含|载明|列明|写明)/;
const exceptions = frames.exceptions.map(([zh = '', en = '']) => ({ zh: new RegExp(`^(?:${zh})$`), en }));
const cases = frames.cases as Readonly<Record<string, string>>;

/** A condition, a time or a manner in front: nothing where the segment is none. */
function condition(segment: string, state: Reader): boolean {
  const plain = segment.replace(openers, '').replace(/的情[况形](?=时$)/, '');
  const agreed = consent(plain);
  if (agreed !== undefined) {
    state.lead.push(agreed);
    return true;
  }
  const except = exceptions.find(({ zh }) => zh.test(segment));
  if (except) {
    state.except.push(except.en);
    return true;
  }
  const known = cases[plain];
  if (known !== undefined) {
    state.lead.push(known);
    return true;
  }
  if (plain.endsWith('的')) {
    const reading = state.read(plain);
    const found = whole(statesAt(reading, 0), plain.length - 1);
    const act = wholeAct(reading, 0, plain.length - 1);
    if (act && (!found || act.cost <= found.cost)) {
      state.pending.push(act);
      state.closed = true;
      return true;
    }
    if (found) state.lead.push(`where ${found.en}`);
    return found !== undefined;
  }
  for (const [zh = '', en = ''] of frames.when) {
    if (!plain.endsWith(zh)) continue;
    const from = /^[在当]/.test(plain) ? 1 : 0;
    const reading = state.read(plain);
    const end = plain.length - zh.length;
    const act = wholeAct(reading, from, end);
    const found = act ? undefined : whole(statesAt(reading, from), end);
    // 重大活动等保障时: of a list nothing is done.
    if ((!act && !found) || / and other /.test(String(found?.en))) continue;
    state.lead.push(act ? `${en} ${act.say('ing')}` : `${en === 'in' ? 'while' : en} ${found?.en}`);
    return true;
  }
  const beside = whole(besidesAt(state.read(plain), 0), plain.length);
  if (beside) state.lead.push(beside.en);
  return beside !== undefined;
}

function occurrence(segment: string, state: Reader): boolean {
  const found = occurs(segment.replace(openers, ''));
  if (!found || (found.who !== undefined && state.who !== undefined)) return false;
  state.lead.push(found.lead);
  state.who = found.who ?? state.who;
  return true;
}

/** What a thing can be said to do. */
const inert = new RegExp(`^(?:\\w+ly )?(?:${frames.inert.join('|')})\\b`);

type Who = Pick<Noun, 'en' | 'actor'>;
type Subject = { readonly end: number; readonly cost: number; readonly who?: Who };
type Main = { readonly who?: Who; readonly modal: string; readonly act?: Act; readonly cost: number; readonly lead: readonly string[] };

/** 企业对部门开展的检查应当配合: to what it is done may stand before 应当, and is read behind it. */
function topicBehind(segment: string, read: Reader['read']): string {
  const [, who = '', object = '', modal = '', rest = ''] = topic.exec(segment) ?? [];
  if (object === '' || (who !== '' && !whole(read(who).lists(0), who.length)?.actor)) return segment;
  const name = object.replace(/^对于?/, '');
  return whole(read(name).lists(0), name.length) ? `${who}${modal}${object}${rest}` : segment;
}

/** 工程采购和使用的材料应当符合标准: what things must be like, and nobody who makes them. */
const thingOfDoing = /(?:采购|购买|购置|使用|生产|销售|提供|开发|研发|制造|安装|配备|选用|采用)的[^的，]{2,16}$/;
const isLike = /^(?:应当?|必须|须)(?:均|都)?(?:符合|满足|达到|具备|具有)/;

const doersAt = (reading: Reading): readonly Subject[] => {
  const { text } = reading;
  const names = statements.test(text.slice(0, 40)) ? [] : reading.lists(0).filter(({ actor }) => actor);
  // 研究过程应当形成记录, 建设主管部门应当…: a thing or a name, and nobody who studies or builds it.
  const said = (from: number, who: string, form: Form): readonly Subject[] =>
    reading
      .acts(from)
      .filter(({ bare, end }) => !bare && modals.longestAt(text, end) !== undefined && !noDoer.test(text.slice(0, end)))
      .filter(({ end }) => !(thingOfDoing.test(text.slice(0, end)) && isLike.test(text.slice(end))))
      .map((act) => ({ end: act.end, cost: act.cost + 0.5, who: { en: `${who} ${act.say(form)}`, actor: true } }));
  return [
    ...said(0, 'those who', 'base'),
    ...names.flatMap(({ en, end, many }) => (byOffice.test(text.slice(end)) ? [] : said(end, `${en} that`, many ? 'many' : 'third'))),
  ];
};

function main(given: string, read: Reader['read']): Main | undefined {
  const segment = topicBehind(given, read);
  const reading = read(segment);
  const subjects: readonly Subject[] = [
    { end: 0, cost: 0 },
    ...reading.lists(0).map((who) => ({ end: who.end, cost: who.cost, who })),
    // 处理个人信息应当…, 处理者开展处理活动应当…: who does it is who must.
    ...doersAt(reading),
  ];
  const found = subjects.flatMap(({ who, ...subject }) => {
    const besides = besidesAt(reading, subject.end).map(({ end, cost, en }) => ({ end, cost: subject.cost + cost, lead: [en] }));
    return [{ ...subject, lead: [] }, ...besides].flatMap(({ end: at, cost, lead }): readonly Main[] => {
      const modal = modals.longestAt(segment, at);
      // 需要实施手术的: a case, where nobody is named.
      if (!modal || (!who && segment.startsWith('需', at))) return [];
      const said = { ...opt({ who }), modal: modal.value, lead };
      // 按照分级管理要求: on what it rests, whatever else its words could say.
      const act = rests.test(segment.slice(modal.end)) ? undefined : wholeAct(reading, modal.end, segment.length);
      // 应当按照制度，确定目录: how stands before what.
      const beside = whole(besidesAt(reading, modal.end), segment.length);
      if (beside && (!act || beside.cost + (leaning.test(segment.slice(modal.end)) ? 0 : 1) < act.cost))
        return [{ ...said, cost: cost + beside.cost, lead: [...lead, beside.en] }];
      // 数据不得扩大使用范围: what is no person does nothing of the kind.
      const does = act && (!who || who.actor || inert.test(act.say('base'))) ? act : undefined;
      const done = does ?? (who && !who.actor ? passiveAct(reading, modal.end) : undefined);
      return done ? [{ ...said, act: done, cost: cost + done.cost }] : [];
    });
  });
  return cheapest(found);
}

function measured(segment: string, read: Reader['read']): Main | undefined {
  if (!bound.test(segment)) return undefined;
  const reading = read(segment);
  return cheapest(
    reading.lists(0).flatMap((who) => {
      const measure = measureAt(segment, who.end);
      if (measure?.end !== segment.length || measure.unit === 'count' || who.actor || who.open) return [];
      const act: Act = { end: segment.length, cost: 1, say: () => `be ${measure.en}` };
      return [{ who, modal: 'must', act, cost: who.cost + 1, lead: [] }];
    }),
  );
}

/** 运营机构开展授权运营活动，不得…: somebody who does something, as the subject of what follows. */
function doer(reading: Reading, end: number): string | undefined {
  if (statements.test(reading.text)) return undefined;
  const found = reading.lists(0).flatMap((who) => {
    const act = who.actor && !byOffice.test(reading.text.slice(who.end)) ? wholeAct(reading, who.end, end) : undefined;
    // 从事中介服务的机构提供服务: they do.
    const does = act?.say(who.many ? 'many' : 'third');
    const more = who.en.includes(' that ') ? (act?.say('base') === 'provide services' ? '' : ` and ${does}`) : ` that ${does}`;
    return act ? [{ en: `${who.en}${more}`, cost: who.cost + act.cost }] : [];
  });
  return cheapest(found)?.en;
}

/** 泄露、出售: what they are is said before, or nobody knows. */
const pronoun = /^(?:(?!and |or )\w+ ){1,4}(?:them|it)\b/;

const isUnnamed = ({ partial, told, lead, pending }: Reader) => partial || told.length + lead.length + pending.length === 0;
function take(state: Reader, segment: string): boolean {
  const bare = segment.replace(openers, '');
  const found = main(bare, state.read) ?? measured(bare, state.read);
  if (found?.act && !found.who && state.thing && !inert.test(found.act.say('base'))) return false;
  if (found) {
    if (found.who) {
      // 已登记的产品，企业应当报告: of what the duty is, and who has it.
      if (state.thing && found.who.actor && state.told.length === 0) {
        state.lead.push(`for ${state.who}`);
        state.who = undefined;
      }
      if (state.told.length > 0 || state.who !== undefined || (state.pending.length > 0 && !state.closed)) return false;
      state.who = found.who.en;
      state.thing = !found.who.actor;
    }
    if (state.told.length > 0 && found.lead.length > 0) return false;
    if (found.act && pronoun.test(found.act.say('base')) && isUnnamed(state)) return false;
    state.lead.push(...found.lead);
    if (!found.who && !state.who && state.pending.length + state.lead.length === 0 && found.modal === 'may') return false;
    state.told.push({ modal: found.modal, acts: found.act ? [found.act.say(/not/.test(found.modal) ? 'none' : 'base')] : [] });
    if (lists.test(segment)) state.stopped = true;
    return true;
  }
  const last = state.told.at(-1);
  // 应当建设设施，或者使用设施: one of the two.
  const other = /^或者?/.exec(bare)?.[0].length ?? 0;
  if (other > 0 && (!last || /not/.test(last.modal) || last.acts.length !== 1)) return false;
  const act = wholeAct(state.read(bare), other, bare.length);
  if (act && last && other > 0) {
    if (state.thing && !inert.test(act.say('base'))) return false;
    last.acts.splice(-1, 1, `${last.acts[0]} or ${act.say(last.modal.includes('supported') ? 'ing' : 'base')}`);
    return true;
  }
  if (act && last && state.thing && !inert.test(act.say('base'))) return false;
  if (act && last) {
    const gain = /^(?:use|abuse) /.test(orEmpty(last.acts.at(-1))) && advantage.test(orEmpty(state.before));
    if (last.modal === 'must not' && gain) {
      last.acts.splice(-1, 1, `${last.acts.at(-1)} to ${act.say('base')}`);
      return true;
    }
    // 鼓励企业创建平台，给予奖励: who gives is not who is encouraged.
    if (/encouraged|supported|guided/.test(last.modal) && /^(?:give|grant|reward)\b/.test(act.say('base'))) return false;
    // 不得A，B: nobody knows whether B is forbidden too.
    if (/not/.test(last.modal) || (pronoun.test(act.say('base')) && isUnnamed(state))) return false;
    const own = act.say(last.modal.includes('supported') ? 'ing' : 'base');
    const done = last.acts.at(-1);
    const before = orEmpty(state.before);
    if (names.test(before) && somebody.test(before) && /^履行/.test(bare) && !tasks.test(bare)) return false;
    if (tasks.test(bare) && names.test(before) && somebody.test(before)) {
      // What comes behind it may be the task of either.
      state.stopped = true;
      if (done === undefined || !naming.test(done)) return false;
      last.acts.splice(-1, 1, `${done} to ${act.say('base')}`);
      return true;
    }
    last.acts.push(own);
    return true;
  }
  if (!act || aims.test(bare)) return false;
  state.pending.push(act);
  return true;
}

/** ；主管部门应当…, ，由主管部门…: the duty of somebody else. */
const hasOwn = (part: string, read: Reader['read']) =>
  /^由[^，]{0,30}(?:部门|机关|政府|机构)/.test(part) ||
  read(part.replace(openers, ''))
    .lists(0)
    .some(({ actor, end }) => actor && modals.longestAt(part.replace(openers, ''), end));

/** 应当履行下列义务: what they are stands in the list alone. */
const bareList =
  / (?:perform|bear|fulfil|comply with|follow|include) listed (?:obligations|(?:duty )?requirements|duties|responsibilit(?:y|ies)|provisions|rules|content|matters)\.$/;

/** What one sentence orders, forbids or allows; nothing where its words are not known whole. */
export function tellDuty(quote: string, proposed = false, follows = false): string | undefined {
  // 有下列情形之一的，应当评估：: whole without the cases, which stand in lines of their own.
  if (!/[。；;]\s{0,2}$|情[形况]之一的[,，][^,，]{4,60}[:：]\s{0,2}$/.test(quote)) return undefined;
  const plain = plainOf(quote);
  const { text, left } = itemsOf(plain);
  // What is listed, where its items are not told.
  const [, listed] = /^([^：。；]{4,200}?(?:下列|以下)(?!情[形况])[^：，。；]{1,18})：\((?:一|1)\)/.exec(plain) ?? [];
  const told = tellText(text, left, proposed, follows);
  const said = told ?? (listed === undefined ? undefined : tellText(listed, false, proposed, follows));
  return told !== undefined || said === undefined || bareList.test(said)
    ? told
    : said
        .replace(/\b(?<!the )listed (?!compan|enterp)/g, 'the listed ')
        .replace(/(?:have|comply with) (?=the listed conditions)/, 'meet ');
}

function tellText(text: string, left: boolean, proposed: boolean, follows: boolean): string | undefined {
  if (sudden.test(text) || text.length < 6 || text.length > 240 || /[“”"《》:：()]/.test(text) || unclear.test(text)) return undefined;
  const [first = '', ...others] = text.replace(/，[^，；]{1,60}的，从其规定$/, '，从其规定').split('；');
  if (!first.split('，').some(orders)) return undefined;
  // 应当提供；不同意的，说明理由: without the second the first says too much.
  const [other = ''] = others.length === 1 ? others : [];
  const read = /^(?!对)(?:[^，]{2,40}[的时]，|不得|应当)/.test(other)
    ? tellDuty(`${other.replace(unordered, '$1应当')}。`, proposed, true)
    : '';
  const otherwise = orEmpty(read);
  if (otherwise !== '') others.pop();
  if (others.some((part) => limits.test(part) || alternative.test(part))) return undefined;
  const state: Reader = {
    read: openReadings(),
    lead: [],
    pending: [],
    who: undefined,
    told: [],
    except: [],
    partial: left,
    stopped: false,
    mixed: /应|必须/.test(text),
  };
  // 工程采购和使用的材料，应当符合标准: a thing stands first, and nobody who builds it.
  const isThing = (name: string) => {
    const reading = state.read(name);
    const thing = whole(reading.lists(0), name.length);
    const act = wholeAct(reading, 0, name.length);
    return thing?.actor === false && (!act || thing.cost < act.cost) && doer(reading, name.length) === undefined;
  };
  const pieces = first.replace(/^([^，]{4,40})，(?=应当?|必须|须)/, (all, thing: string) =>
    thingOfDoing.test(thing) || isThing(thing) ? thing : all,
  );
  // 取得许可后，方可升级: the two are one turn.
  const turns = pieces.replace(/(?<=后)，(?=方可)/g, '');
  for (const segment of turns.split('，')) {
    if (means.test(segment) && !whole(besidesAt(state.read(segment), 0), segment.length)) return undefined;
    if (!next(state, segment, turns.endsWith(segment))) return undefined;
    state.before = segment;
  }
  state.partial ||= others.some((part) => !hasOwn(part, state.read));
  if (/方可|才能/.test(text) && state.told[0]?.acts.length === 0) return undefined;
  const told: Told[] = [];
  for (const each of state.told.filter(({ acts }) => acts.length > 0)) {
    const last = told.at(-1);
    // No entity may A or B.
    if (last?.modal === 'must not' && each.modal === 'must not') last.acts.push(...each.acts);
    else told.push(each);
  }
  // 网络数据处理者还应当报告: what and besides what stands in the sentence before.
  if (told[0]?.modal === 'must also' && !follows) return undefined;
  const empty = told.every(({ acts }) => acts.every((each) => saysNothing.test(each)));
  const said = told.length === 0 || (empty && (state.partial || state.shortened)) ? undefined : say({ ...state, told }, proposed);
  if (!said || otherwise === '') return said;
  const rest = state.thing
    ? otherwise
    : otherwise
        .replace(/^it is required to/i, 'they must')
        .replace(', it is required to', ', they must')
        .replace(/^it is forbidden to/i, 'they must not');
  // That there is more is said once.
  return said.replace(
    otherwise.includes(', among other ') ? /(?:, among other \w+)?\.$/ : /\.$/,
    `; ${rest.charAt(0).toLowerCase()}${rest.slice(1)}`,
  );
}

/** 建立…制度, 定期对…进行评估: what somebody does, said before, and no new subject. */
const goesOn = ({ text }: Reading, at: number) =>
  [verbsAt(text, at), deedsAt(text, at), adverbsAt(text, at)].some((found) => found.length > 0) || /^[将把对向]/.test(text.slice(at));

/** 处理者应当建立雾灯制度，定期评估: who must is known, and what first is not; what follows is told, and that it is not all. */
function skip(segment: string, state: Reader): boolean {
  const reading = state.read(segment.replace(openers, ''));
  const { text } = reading;
  const free = state.who === undefined && state.pending.length === 0;
  const names = free ? reading.lists(0).filter(({ actor }) => actor) : [{ end: 0, cost: 0, en: state.who }];
  const found = cheapest(
    names.flatMap(({ end, cost, en }) => {
      const modal = modals.longestAt(text, end);
      return modal && /^must(?: not)?$/.test(modal.value) && (goesOn(reading, modal.end) || basis.test(text.slice(modal.end)))
        ? [{ en, cost, modal }]
        : [];
    }),
  );
  if (!found || found.en === undefined || limits.test(text)) return false;
  const rest = text.slice(found.modal.end);
  // 应对产品，完成登记: to what the rest is done is not left out.
  if (/^(?:分别|依法|及时)?[对向将把]/.test(rest) || (conditional.test(rest) && !basis.test(rest))) return false;
  state.who = found.en;
  state.told.push({ modal: found.modal.value, acts: [] });
  state.partial ||= !rests.test(rest) || /通过|公开|披露|报送|建立|开展|制定|加强/.test(rest);
  return true;
}

/** 处理者未经委托方同意，不得…: who, and on what it depends. */
function led(reading: Reading, state: Reader): boolean {
  const { text } = reading;
  const found = cheapest(
    reading.lists(0).flatMap(({ actor, en, end, cost }) => {
      const agreed = actor ? (consent(text.slice(end)) ?? cases[text.slice(end)]) : undefined;
      const beside = actor ? whole(besidesAt(reading, end), text.length) : undefined;
      const how = agreed ?? beside?.en;
      return how === undefined ? [] : [{ en, how, cost: cost + (beside?.cost ?? 0) }];
    }),
  );
  if (!found) return false;
  state.who = found.en;
  state.lead.push(found.how);
  return true;
}

/** Takes up one segment; false where the sentence cannot be told without it. */
function next(state: Reader, segment: string, isLast: boolean): boolean {
  if (state.told.length === 0) {
    const saying = encouraged(segment, state.read);
    if (saying && state.lead.length === 0 && state.pending.length === 0) {
      state.who = saying.who;
      state.lead.push(...(saying.lead === undefined ? [] : [saying.lead]));
      state.told.push({
        modal: `${saying.many ? 'are' : 'is'} ${saying.modal} ${saying.modal === 'supported' ? 'in' : 'to'}`,
        acts: [...saying.acts],
      });
      return true;
    }
    const reading = state.read(segment);
    const free = state.who === undefined && state.pending.length === 0;
    const who = free ? whole(reading.lists(0), segment.length) : undefined;
    const doing = free && !who?.actor ? doer(reading, segment.length) : undefined;
    if (who?.actor || doing !== undefined) {
      state.who = doing ?? who?.en;
      return true;
    }
    if (takeOrder(state, segment) || condition(segment, state) || occurrence(segment, state)) return true;
    if (take(state, segment) || takeTopic(state, segment)) return true;
    if (who) {
      state.who = who.en;
      state.thing = true;
      return true;
    }
    if (free && led(reading, state)) return true;
    return (/^为/.test(segment) && !limits.test(segment)) || skip(segment, state);
  }
  if (exceptions.some(({ zh }) => zh.test(segment))) return condition(segment, state);
  const time = state.stopped ? undefined : whole(besidesAt(state.read(segment), 0), segment.length);
  const last = state.told.at(-1);
  if (time && last && /^within /.test(time.en)) {
    // 受理申请，5日内公开数据: the term of what follows, and left out with it.
    if (!isLast) {
      state.term = time.en;
      return true;
    }
    last.acts.splice(-1, 1, `${last.acts.at(-1)}, ${time.en}`);
    return true;
  }
  // 按照标准体系，…: how something further is done; it is left out with that.
  if (last?.acts.length === 0 && basis.test(segment) && !limits.test(segment) && !wholeAct(state.read(segment), 0, segment.length))
    return true;
  if (time && following.test(segment)) state.stopped = true;
  const ban = !state.broken && /^(?:并|且|也|但|同时)?(?:不得|严禁|禁止)/.test(segment);
  const { term } = state;
  state.term = undefined;
  if ((ban || !state.stopped) && (takeOrder(state, segment) || take(state, segment) || takeSecret(state, segment))) {
    const acts = state.told.at(-1)?.acts;
    if (term !== undefined) acts?.splice(-1, 1, `${term}, ${acts.at(-1)}`);
    return true;
  }
  if (/应|必须|不得|由/.test(segment) || !goesOn(state.read(segment.replace(openers, '')), 0)) state.broken = true;
  if (limits.test(segment) && !/^[^除但仅]*的$/.test(segment)) return false;
  // 确保安全: what the rest is for. 推动发展 may be a duty of its own.
  if (!results.test(segment) || segment.length > 34 || /应当|必须|不得/.test(segment)) state.partial ||= !hasOwn(segment, state.read);
  state.shortened = true;
  if (segment.endsWith('的') || !purposes.test(segment)) state.stopped = true;
  return true;
}
