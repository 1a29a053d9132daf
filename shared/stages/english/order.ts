import type { Token } from './tokens.ts';

/** Gerunds as nouns: 加强未成年人保护 is "Strengthening the Protection of Minors". */
const nominals: Readonly<Record<string, string>> = Object.fromEntries(
  `Promoting=Promotion;Advancing=Advancement;Building=Building;Developing=Development;Cultivating=Cultivation;Protecting=Protection;Administering=Administration;Soliciting=Solicitation;Selecting=Selection;Recommending=Recommendation;Registering=Registration;Filing=Filing;Assessing=Assessment;Evaluating=Evaluation;Reviewing=Review;Monitoring=Monitoring;Supervising=Supervision;Governing=Governance;Preventing=Prevention;Preventing and Controlling=Prevention and Control;Training=Training;Expanding=Expansion;Optimizing=Optimization;Improving=Improvement;Establishing=Establishment;Adjusting=Adjustment;Amending=Amendment;Repealing=Repeal;Integrating=Integration;Deeply Integrating=Deep Integration;Transforming=Transformation;Transforming and Upgrading=Transformation and Upgrading;Upgrading=Upgrading;Opening=Opening;Sharing=Sharing;Empowering=Empowerment;Implementing=Implementation;Publishing=Publication;Deploying=Deployment;Recruiting=Recruitment;Publicizing=Publicity;Studying=Study;Rectifying=Rectification;Forming=Formation;Formulating=Formulation;Drafting=Drafting;Approving=Approval;Coordinating=Coordination;Enhancing=Enhancement;Reducing=Reduction;Handling=Handling;Distributing=Distribution;Development and Use of=Development and Use;Using=Use;Licensing=Licensing;Facilitating=Facilitation;Innovating=Innovation;Trial Implementation of=Trial Implementation;Popularizing=Popularization;Recognizing=Recognition;Introducing=Introduction;Promoting the Application of=Wider Application;Disclosing=Disclosure;Procuring=Procurement;Applying for=Applications for;Supporting=Support for`
    .split(';')
    .map((pair) => pair.split('=') as [string, string]),
);

/** Applications for X, the Building of X. */
const doneWith = (nominal: string, objects: string, the: boolean): string =>
  / for$/.test(nominal) ? `${nominal} ${objects}` : `${the ? 'the ' : ''}${nominal} of ${objects}`;

/** Verbs of a task of its own: two of them in a row are two tasks. */
const acting =
  /^(?:Further |Comprehensively |Vigorously )?(?:Accelerating|Promoting|Strengthening|Deepening|Advancing|Standardizing|Optimizing|Enhancing|Improving|Expanding|Raising|Cultivating)/;
/** Verbs that come after their things: 人才培育, 项目征集. */
const closing =
  /^(?:Cultivating|Building|Protecting|Administering|Soliciting|Selecting|Registering|Filing|Governing|Training|Sharing|Development and Use of|Applying for|Assessing|Evaluating)$/;
/** Verbs whose things go on to do something: 支持企业建设…. */
const asking = /^(?:Approving|Supporting|Encouraging|Guiding|Organizing|Requiring|Inviting|Entrusting|Authorizing)/;

/** Nouns at the end of a phrase that say what is done to the things before them. */
const turning =
  /^(?:(?:High-Quality |Innovative |Healthy |Integrated |Coordinated |Inclusive |Sustainable |Large-Scale |Green and Low-Carbon |Green |Quality )?Development|(?:Innovative |Demonstration |Clinical |Large-Scale )?Application|Open Sharing|Mutual Recognition|Release|Supervisory Spot Checks|Quality and Safety Supervisory Spot Checks|Support|Digital Transformation|Filing|Registration)$/;

const isThing = ({ part, en }: Token): boolean =>
  part === 'noun' ||
  part === 'adjective' ||
  part === 'unknown' ||
  (part === 'link' && /^(?:and|,|or)$/.test(en)) ||
  (part === 'mark' && en === ',');
const words = (some: readonly Token[]): string => some.map(({ en }) => en).join(' ');

/** 算力产业高质量发展: the industry is named by the words before. */
const industrial =
  /^((?:High-Quality |Innovative |Healthy )?)Industrial Development$|^((?:High-Quality |Innovative |Healthy )?)Development of Industry$/;

/** Nouns with what is done to them at their end: 数据中心建设 → Building of Data Centre. */
function things(some: readonly Token[], the: boolean): string {
  const last = some.at(-1);
  const before = some.slice(0, -1);
  const industry = last ? industrial.exec(last.en) : null;
  if (industry && before.length > 0 && before.every(isThing))
    return `${the ? 'the ' : ''}${industry[1] ?? industry[2] ?? ''}Development of the ${words(before)} Industry`;
  if (
    last?.part === 'noun' &&
    before.at(-1)?.part !== 'link' &&
    turning.test(last.en) &&
    before.some(({ part }) => part === 'noun' || part === 'unknown')
  ) {
    return `${the ? 'the ' : ''}${last.en} of ${words(before)}`;
  }
  return words(some);
}

/** A verb, its things, and a verb that closes them. Gives the words and how many tokens they took. */
function clause(list: readonly Token[], at: number): { readonly en: string; readonly end: number } {
  const verb = list[at];
  let end = at + 1;
  while (end < list.length && list[end] && isThing(list[end] as Token)) end += 1;
  const objects = list.slice(at + 1, end);
  const next = list[end];
  const nominal = next?.part === 'verb' ? nominals[next.en] : undefined;
  if (nominal === undefined) return { en: `${verb?.en} ${things(objects, true)}`, end };
  if (objects.length === 0) {
    // Two verbs in a row: the second is what the first is done to.
    const inner = clause(list, end);
    const rest = inner.en.slice((next?.en ?? '').length).trim();
    return { en: rest === '' ? `${verb?.en} ${nominal}` : `${verb?.en} ${doneWith(nominal, rest, true)}`, end: inner.end };
  }
  const atEnd = end + 1 === list.length || list[end + 1]?.part === 'mark';
  const closes = atEnd || (closing.test(next?.en ?? '') && !asking.test(verb?.en ?? ''));
  return closes
    ? { en: `${verb?.en} ${doneWith(nominal, words(objects), true)}`, end: end + 1 }
    : { en: `${verb?.en} ${things(objects, true)}`, end };
}

/** Words without 的 in the order of English. */
function plain(list: readonly Token[]): string {
  const parts: string[] = [];
  let followsClause = false;
  for (let at = 0; at < list.length; ) {
    const token = list[at] as Token;
    if (token.part === 'verb') {
      const { en, end } = clause(list, at);
      // Two things to be done, one after the other.
      parts.push(followsClause && acting.test(token.en) ? `and ${en}` : en);
      followsClause = acting.test(token.en);
      at = end;
      continue;
    }
    followsClause = false;
    let end = at;
    while (end < list.length && list[end] && isThing(list[end] as Token)) end += 1;
    if (end === at) {
      parts.push(token.en);
      at += 1;
      continue;
    }
    const objects = list.slice(at, end);
    const next = list[end];
    const nominal = next?.part === 'verb' && (end + 1 === list.length || list[end + 1]?.part === 'mark') ? nominals[next.en] : undefined;
    parts.push(nominal === undefined ? things(objects, false) : doneWith(nominal, words(objects), false));
    at = nominal === undefined ? end : end + 1;
  }
  return parts.join(' ');
}

/** 的 turns its two sides round: A的B → B of A when A is a thing; after a verb the order stays. */
export function ordered(list: readonly Token[]): string {
  const at = list.findIndex(({ part }) => part === 'of');
  if (at < 0) return plain(list);
  const before = list.slice(0, at);
  const after = list.slice(at + 1);
  if (after.length === 0) return plain(before);
  const turns = before.length > 0 && before.every(({ part }) => part === 'noun' || part === 'adjective');
  return turns ? `${ordered(after)} of ${plain(before)}` : `${plain(before)} ${ordered(after)}`;
}
