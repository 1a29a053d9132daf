import { orEmpty } from '../../../model/values.ts';
import { cheapest, wholeAct } from './reading.ts';
import type { Reader } from './say.ts';
import { isMany, modals } from './words.ts';

/** Turns of Chinese sentences that English takes in another order: what is done to what, what before what, what must stay secret. */

/** 公共数据，政府部门不得重复收集: to what it is done stands before. */
export function takeTopic(state: Reader, segment: string): boolean {
  const { thing, who: topic, told } = state;
  if (!thing || topic === undefined || told.length > 0) return false;
  const reading = state.read(segment);
  const found = cheapest(
    reading.lists(0).flatMap(({ actor, en, end, cost }) => {
      const modal = actor ? modals.longestAt(segment, end) : undefined;
      const acts = modal ? reading.acts(modal.end) : [];
      return acts.flatMap((act) => (modal && act.bare && act.end === segment.length ? [{ cost: cost + act.cost, en, modal, act }] : []));
    }),
  );
  if (!found) return false;
  const { value } = found.modal;
  told.push({
    modal: value,
    acts: [`${found.act.say(/not/.test(value) ? 'none' : 'base')} ${topic}`.replace(/^(\w+) again ((?:(?! that ).)+)$/, '$1 $2 again')],
  });
  state.who = found.en;
  state.thing = false;
  return true;
}

/** 企业应当取得许可后方可升级: what must be done before what; who may do it is not said otherwise. */
export function takeOrder(state: Reader, segment: string): boolean {
  const last = state.told.at(-1);
  const reading = state.read(segment);
  const free = !last && state.who === undefined && state.pending.length === 0;
  const subjects = free ? reading.lists(0).filter(({ actor }) => actor) : [{ end: 0, cost: 0, en: undefined }];
  const found = cheapest(
    subjects.flatMap(({ end, cost, en }) => {
      const [, first = '', then = ''] =
        /^(?:应当|应|必须|须)?(?:在|于)?([^在于].{1,40}?)(?:之)?后，?方可(.{2,60})$/.exec(segment.slice(end)) ?? [];
      const [before, after] = [first, then].map((part) => (part === '' ? undefined : wholeAct(state.read(part), 0, part.length)));
      return before && after
        ? [{ cost: cost + before.cost + after.cost, en, said: `${before.say('base')} before ${after.say('ing')}` }]
        : [];
    }),
  );
  if (!found || (last && last.modal !== 'must')) return false;
  if (last) last.acts.push(found.said);
  else state.told.push({ modal: 'must', acts: [found.said] });
  state.who ??= found.en;
  return true;
}

/** 对信息保密，不得泄露: what was to be kept secret. */
export function takeSecret(state: Reader, segment: string): boolean {
  const [, secret = ''] = /^(?:\w+ly )?keep (.{3,120}) confidential/.exec(orEmpty(state.told.at(-1)?.acts.at(-1))) ?? [];
  const [, ban = ''] = /^(?:并|且)?不得(.{2,30})$/.exec(segment) ?? [];
  const act =
    secret === '' || ban === ''
      ? undefined
      : cheapest(
          state
            .read(ban)
            .acts(0)
            .filter(({ end, bare }) => bare && end === ban.length),
        );
  if (!act || act.not) return false;
  state.told.push({ modal: 'must not', acts: [`${act.say('none')} ${isMany(secret) ? 'them' : 'it'}`] });
  return true;
}
