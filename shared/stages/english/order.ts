import { nounPhrase, turning } from './nouns.ts';
import { withArticle } from './number.ts';
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
/** Supporting Enterprises in Building X. */
const helping = /^(?:Supporting|Guiding|Assisting)$/;
/** Verbs whose things go on to do something: 支持企业建设…. */
const asking = /^(?:Approving|Supporting|Encouraging|Guiding|Organizing|Requiring|Inviting|Entrusting|Authorizing)/;

const isThing = ({ part, en }: Token): boolean =>
  part === 'noun' ||
  part === 'adjective' ||
  part === 'unknown' ||
  (part === 'link' && /^(?:and|,|or)$/.test(en)) ||
  (part === 'mark' && en === ',');

/** 算力产业高质量发展: the industry is named by the words before. */
const industrial =
  /^((?:High-Quality |Innovative |Healthy )?)Industrial Development$|^((?:High-Quality |Innovative |Healthy )?)Development of Industry$/;

/** Nouns with what is done to them at their end: 数据中心建设 → Building of Data Centres. */
function things(some: readonly Token[], the: boolean): string {
  const last = some.at(-1);
  const before = some.slice(0, -1);
  const industry = last ? industrial.exec(last.en) : null;
  if (industry && before.length > 0 && before.every(isThing)) {
    const of = nounPhrase([...before, { zh: '', en: 'Industry', part: 'noun' }]);
    return `${the ? 'the ' : ''}${industry[1] ?? industry[2] ?? ''}Development of ${withArticle(of)}`;
  }
  const name = nounPhrase(some);
  if (!the) return name;
  return last && turning.test(last.en) && name.startsWith(`${last.en} of`) ? `the ${name}` : withArticle(name);
}

/** 规范、引导和促进X: a word that goes on to the next of a list. */
const isJoin = (token: Token | undefined): boolean => token !== undefined && token.part !== 'noun' && /^(?:and|,|or)$/.test(token.en);

/** 深化改革、推进现代化: the last comma before a verb is an "and". */
function andAtLast(objects: readonly Token[], next: Token | undefined, rest: readonly Token[]): readonly Token[] {
  const last = objects.at(-1);
  if (next?.part !== 'verb' || last?.en !== ',' || rest.some(({ en }) => en === ',' || en === 'and')) return objects;
  return [...objects.slice(0, -1), { ...last, en: 'and', part: 'link' }];
}

/** A verb, its things, and a verb that closes them. Gives the words and how many tokens they took. */
function clause(list: readonly Token[], at: number): { readonly en: string; readonly end: number } {
  const verb = list[at];
  let end = at + 1;
  while (end < list.length && list[end] && isThing(list[end] as Token)) end += 1;
  const next = list[end];
  const objects = andAtLast(list.slice(at + 1, end), next, list.slice(end));
  const nominal = next?.part === 'verb' ? nominals[next.en] : undefined;
  const helps = next?.part === 'verb' && objects.length > 0 && !isJoin(objects.at(-1)) && helping.test(verb?.en ?? '') ? ' in' : '';
  if (nominal === undefined) return { en: `${verb?.en} ${things(objects, true)}${helps}`, end };
  if (objects.length === 0) {
    // Two verbs in a row: the second is what the first is done to.
    const inner = clause(list, end);
    const rest = inner.en.slice((next?.en ?? '').length).trim();
    return { en: rest === '' ? `${verb?.en} ${nominal}` : `${verb?.en} ${doneWith(nominal, rest, true)}`, end: inner.end };
  }
  const atEnd = end + 1 === list.length || list[end + 1]?.part === 'mark';
  const closes = atEnd || (closing.test(next?.en ?? '') && !asking.test(verb?.en ?? ''));
  if (closes && isJoin(objects.at(-1)))
    return { en: `${verb?.en} ${nounPhrase([...objects, { zh: next?.zh ?? '', en: nominal, part: 'noun' }])}`, end: end + 1 };
  return closes
    ? { en: `${verb?.en} ${doneWith(nominal, withArticle(nounPhrase(objects)), true)}`, end: end + 1 }
    : { en: `${verb?.en} ${things(objects, true)}${helps}`, end };
}

/** Words without 的 in the order of English. */
function plain(list: readonly Token[]): string {
  const parts: string[] = [];
  let followsClause = false;
  for (let at = 0; at < list.length; ) {
    const token = list[at] as Token;
    if (token.part === 'mark' && token.en.trim() === '') {
      followsClause ||= parts.length > 0 && list[0]?.part === 'verb';
      at += 1;
      continue;
    }
    if (token.part === 'verb') {
      const { en, end } = clause(list, at);
      // Two things to be done, one after the other.
      parts.push(followsClause && acting.test(token.en) ? `and ${en}` : en);
      followsClause = acting.test(token.en) && !isJoin(list[end - 1]);
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
    const joint = nominal !== undefined && isJoin(objects.at(-1));
    const named: Token = { zh: next?.zh ?? '', en: nominal ?? '', part: 'noun' };
    if (joint) parts.push(nounPhrase([...objects, named]));
    else parts.push(nominal === undefined ? things(objects, false) : doneWith(nominal, withArticle(nounPhrase(objects)), false));
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
