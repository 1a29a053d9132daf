import type { DateFact } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import type { Contradiction } from '../../model/doubts.ts';
import { type KnownAct, knownDates } from '../../model/lineage.ts';
import { daysBetween, wholeDay } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { type Landmark, landmarkById, landmarks } from '../../registry/known.ts';
import { englishFormsOf } from '../../registry/official-names.ts';
import { actName } from '../facts/link/translation.ts';
import { numberKey } from '../numbers/numbers.ts';
import { isAct } from '../text/acts.ts';
import { englishTitleKey } from '../text/english-title-key.ts';
import { workKey } from '../text/titles.ts';
import { actsLike, type KnownActs, leeway } from './known-acts.ts';

/** A month agrees with each of its days. */
const differs = (a: string, b: string): boolean => !a.startsWith(b) && !b.startsWith(a);

const outOf = ({ dates }: { readonly dates: KnownAct['dates'] }): readonly string[] =>
  [dates.signed, dates.published].flatMap((each) => wholeDay(each?.value) ?? []);

const yearOf = (number: string | undefined): string | undefined => /[〔（([](\d{4})[〕）)\]]/.exec(orEmpty(number))?.[1];

/** Whether both are of one time: an act that was revised keeps its title. */
function isOfOneTime(act: KnownAct, head: Head): boolean {
  const [told, stated] = [outOf(act), outOf(head)];
  if (told.length > 0 && stated.length > 0) return told.some((a) => stated.some((b) => Math.abs(daysBetween(a, b)) <= leeway));
  return yearOf(act.number) !== undefined && yearOf(act.number) === yearOf(head.number);
}

type Field = Omit<Contradiction, 'kind' | 'subject' | 'name'>;

/** Who shows an act later says the day of his copy: it is against what is told only where it is earlier. */
function daysAgainst({ dates: told }: KnownAct, { dates }: Head): readonly Field[] {
  return knownDates.flatMap((kind): Field[] => {
    const [was, is] = [told[kind]?.value, dates[kind] as DateFact | undefined];
    if (was === undefined || is === undefined || !differs(was, is.value) || (kind === 'published' && is.value > was)) return [];
    return [{ field: `dates.${kind}`, told: was, says: is.value, quote: is.quote }];
  });
}

function fieldsAgainst(act: KnownAct, head: Head): readonly Field[] {
  const [told, stated] = [act.number, head.number].map((number) => (number === undefined ? undefined : (numberKey(number) ?? number)));
  const sameNumber = told !== undefined && told === stated;
  if (!(sameNumber || isOfOneTime(act, head))) return [];
  const numbers =
    told === undefined || stated === undefined || sameNumber
      ? []
      : [{ field: 'number' as const, told: orEmpty(act.number), says: orEmpty(head.number) }];
  const names = (list: KnownAct['issuers']): string => list.map(({ name }) => name).join('、');
  const ids = [act.issuers, head.issuers].map((list) => list.flatMap(({ id }) => id ?? []));
  // A name that the table of bodies lacks may be a short one of the same body.
  const others = ids.every((list, i) => list.length > 0 && list.length === [act.issuers, head.issuers][i]?.length);
  const bodies =
    others && !ids[0]?.some((id) => ids[1]?.includes(id))
      ? [{ field: 'issuers' as const, told: names(act.issuers), says: names(head.issuers) }]
      : [];
  return [...numbers, ...daysAgainst(act, head), ...bodies];
}

const versionIn = /(?:^|[\s（(V]|\p{Script=Han})(\d{1,2}\.\d)\s{0,2}版?[）)》]?$/u;
const toldVersions = /\bversion (\d{1,2}\.\d)/gi;

/** A later version than the last that the statement names. */
function editionAgainst({ zh, statement }: Landmark, { title }: Head): readonly Field[] {
  const version = versionIn.exec(title)?.[1];
  const told = [...statement.matchAll(toldVersions)].map(([, each]) => Number(each));
  if (version === undefined || told.length === 0 || Number(version) <= Math.max(...told)) return [];
  const bare = title.slice(0, title.lastIndexOf(version)).replace(/[\s（(V]{1,3}$/, '');
  if (workKey(bare) !== workKey(zh)) return [];
  return [{ field: 'edition', told: `version ${Math.max(...told).toFixed(1)}`, says: `version ${version}`, quote: title }];
}

/** What is told as a draft, or as not written, was issued. */
function issueAgainst({ zh, dates, issuers }: Landmark, head: Head): readonly Field[] {
  const { adopted, draft, commentBy } = dates;
  if (head.type === 'draft' || (dates.published ?? dates.signed ?? dates.effective ?? adopted) !== undefined) return [];
  const own = issuers.length === 0 || head.issuers.some(({ id }) => id !== undefined && issuers.includes(id));
  const out = (head.dates.signed ?? head.dates.published)?.value;
  const last = commentBy ?? draft;
  if (!own || out === undefined || (last !== undefined && out < last) || !head.keys.includes(`w:${workKey(zh)}`)) return [];
  return [{ field: 'status', told: last === undefined ? 'no text' : `draft, ${draft ?? last}`, says: `issued ${out}`, quote: head.title }];
}

const ended = /repeal|supersed|replac|expire|lapse|no longer|ended/i;

/** `status`: as later acts leave it. */
function endAgainst({ statement, zh }: Landmark, head: Head, status: string | undefined): readonly Field[] {
  const over = status === 'repealed' || status === 'superseded' || status === 'expired';
  if (!over || ended.test(statement) || head.type === 'draft' || /征求意见稿|草案/.test(zh)) return [];
  return [{ field: 'status', told: 'no end of it', says: status }];
}

/** What an official page in English calls an act otherwise than the table of official titles. */
function titleAgainst({ title, citations }: Head): readonly Contradiction[] {
  return citations.flatMap(({ relation, title: zh = '' }): Contradiction[] => {
    const forms = relation === 'translates' ? englishFormsOf(zh) : [];
    const [told] = forms;
    const says = actName(title);
    const key = englishTitleKey(says);
    if (told === undefined || key === undefined || forms.some((form) => englishTitleKey(form) === key)) return [];
    return [{ kind: 'title', subject: zh, name: told, field: 'english', told, says }];
  });
}

export type Stated = { readonly status?: string; readonly officialEnglish: boolean };

/** The landmark that an act is, as far as its title and number tell. */
export const landmarkOf = (head: Head, known: KnownActs): Landmark | undefined =>
  actsLike(head, known)
    .map(({ landmark }) => landmarkById(orEmpty(landmark)))
    .find((each) => each !== undefined);

/** What a document that is vouched for says against what is told: of itself, where it is an act, or of the act that it translates. */
export function contradictions(head: Head, known: KnownActs, { status, officialEnglish }: Stated): readonly Contradiction[] {
  const titles = officialEnglish ? titleAgainst(head) : [];
  if (!isAct(head.type)) return titles;
  const ofAct = actsLike(head, known).flatMap((act): Contradiction[] => {
    const landmark = act.landmark;
    const who = { kind: landmark === undefined ? ('known' as const) : ('landmark' as const), subject: landmark ?? act.title };
    // A number that is told as unverified may be contradicted, too.
    const number = act.number ?? landmarkById(orEmpty(landmark))?.number;
    return fieldsAgainst({ ...act, ...opt('number', number) }, head).map((each) => ({
      ...who,
      name: act.english?.title ?? act.title,
      ...each,
    }));
  });
  const own = landmarkOf(head, known);
  const ofLandmarks = landmarks
    .filter(({ kind, zh }) => kind === 'act' && zh !== '')
    .flatMap((landmark) => {
      const end = landmark.id === own?.id ? endAgainst(landmark, head, status) : [];
      const fields = [...issueAgainst(landmark, head), ...editionAgainst(landmark, head), ...end];
      return fields.map((each) => ({ kind: 'landmark' as const, subject: landmark.id, name: landmark.en, ...each }));
    });
  return [...titles, ...ofAct, ...ofLandmarks];
}
