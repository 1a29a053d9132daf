import { expressionsOf } from '../../text/words.ts';
import rewordings from '../rewordings.json' with { type: 'json' };
import { capital, joinNames, rewording } from '../title-text.ts';
import type { Act } from './acts.ts';
import expressions from './expressions.json' with { type: 'json' };
import frames from './frames.json' with { type: 'json' };
import type { Reading } from './reading.ts';

const {
  amiss,
  /** 落实主体责任 */
  bears,
} = expressionsOf(expressions.say);

/** What was read of a sentence of duty, and how English says it. */

export type Told = { readonly modal: string; readonly acts: string[] };
export type Reader = {
  readonly read: (text: string) => Reading;
  lead: string[];
  pending: Act[];
  who: string | undefined;
  /** Who must is nobody: 数据. */
  thing?: boolean;
  told: Told[];
  except: string[];
  partial: boolean;
  stopped: boolean;
  /** What was left out may be another's: whose ban follows, nobody knows. */
  broken?: boolean;
  closed?: boolean;
  shortened?: boolean;
  /** It forbids and orders: beside a ban that is told, the rest need be none. */
  mixed?: boolean;
  /** The segment before names somebody for a task, or was left out. */
  before?: string;
  /** How long there is for what follows. */
  term?: string | undefined;
};

const proposedForms: Readonly<Record<string, string>> = frames.proposed;

const smoothed = rewording(rewordings.said);
export function say({ lead, pending, who, thing, told, except, partial, closed, mixed }: Reader, proposed: boolean): string | undefined {
  if (who !== undefined && pending.length > 0 && !closed) return undefined;
  const doers = pending.map((act) => act.say('base'));
  // 开展A，开展B，应当…: who does either of them.
  const link = doers.length > 1 && new Set(doers.map((each) => each.split(' ', 1)[0])).size === 1 ? 'or' : 'and';
  // 涉及国家秘密的，应当…: a case, and nobody who does it.
  const isCase = doers.some((each) => /^(?:involve|concern)\b/.test(each));
  const subject = who ?? (doers.length > 0 && !isCase ? `those who ${joinNames(doers, link)}` : undefined);
  // 涉及个人信息的，运营者应当…: a case, and somebody else's duty in it.
  const inCases = joinNames(pending.map((act) => act.say('ing')));
  const cases =
    (who !== undefined || isCase) && doers.length > 0 ? [`in cases ${inCases.startsWith('involving') ? '' : 'of '}${inCases}`] : [];
  const parts = told.map(({ modal, acts }, at) => {
    const form = proposed ? (proposedForms[modal.replace(/^is /, 'are ')] ?? modal) : modal;
    const kind = modal.startsWith('must') && !thing ? (!modal.endsWith('not') ? 'duties' : mixed ? 'requirements' : 'bans') : 'things';
    const done = `${joinNames(
      acts.map((each) => each.replace(bears, '$1bear the ')),
      modal.endsWith('not') ? 'or' : 'and',
    )}${partial && at === told.length - 1 ? `, among other ${kind}` : ''}`;
    if (at === 0 && form === 'must not' && subject?.startsWith('any ')) return `no ${subject.slice(4)} may ${done}`;
    if (subject !== undefined) return `${at === 0 ? `${subject} ` : ''}${form} ${done}`;
    const it = (frames.impersonal as Readonly<Record<string, string>>)[form];
    return it && `${it} ${done}`;
  });
  // 按照《X》等法律的规定和要求: what stood before 规定 is left out. 采取安全控制措施: nothing controls the measures.
  if ([...parts, ...lead].some((each) => each === undefined || amiss.test(each))) return undefined;
  const [first = '', ...others] = parts;
  const leads = [...cases, ...lead];
  const before = leads.length > 0 ? `${leads.join(', ')}, ` : '';
  const after = except.length > 0 ? `, ${joinNames([...new Set(except)])}` : '';
  return `${smoothed(capital(`${before}${[first, ...others].join(', and ')}${after}`))}.`;
}
