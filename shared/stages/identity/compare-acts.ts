import type { ActChange } from '../../model/lineage.ts';
import { opt } from '../../model/values.ts';
import { actSubjects } from '../../registry/glossary.ts';
import { foldScript } from '../text/language.ts';
import { align, bestPairs, likeness, normaliseSpelling, type Step, type Unit, type UnitPair, unitsOf } from './align.ts';
import { coreLines, type PageFields } from './compare.ts';

export type ComparedAct = PageFields & { readonly text: string };

/** 第七条（二） ¶2 belongs to 第七条, 附件1 三、 ¶2 to 附件1 三、; what stands before the first heading is a paragraph of its own. */
const placeOf = ({ label }: Unit) =>
  /^(?:附\S{0,8} )?第[一二三四五六七八九十百千零〇两\d]{1,8}条/.exec(label)?.[0] ??
  (label.startsWith('¶') ? label : label.replace(/ ¶\d{1,6}$/, '').replace(/(?<=[、）)])(?:[（(]|\d).{0,40}$/, ''));

const isHeading = ({ own, key }: Unit) => /^第[^条]{1,8}[编章节]$/.test(own) && key.length < 40;

function articlesOf(act: ComparedAct) {
  const articles: Unit[] = [];
  for (const unit of unitsOf(coreLines(act.text, act))) {
    if (isHeading(unit)) continue;
    const label = placeOf(unit);
    const last = articles.at(-1);
    if (last && last.label === label)
      articles[articles.length - 1] = { ...last, text: `${last.text}\n${unit.text}`, key: last.key + normaliseSpelling(unit.text) };
    else articles.push({ ...unit, label });
  }
  return articles;
}

const moved = 0.6;
const mostMoved = 200;
const opening = 600;

function findMoves(steps: readonly Step[]) {
  const gone = steps.flatMap(({ before, after }) => (before && !after ? [before] : [])).slice(0, mostMoved);
  const came = steps.flatMap(({ before, after }) => (after && !before ? [after] : [])).slice(0, mostMoved);
  const pairs = gone.flatMap((before) =>
    came.map((after) => ({ before, after, score: likeness(before.key.slice(0, opening), after.key.slice(0, opening)) })),
  );
  return bestPairs(pairs.filter(({ score }) => score >= moved));
}

/** Its number in the earlier text, where that is another: an insertion pushes every later article on. */
const formerly = (before: Unit, after: Unit) => opt({ articleBefore: before.label === after.label ? undefined : before.label });

function changeOf({ before, after }: Step, moves: readonly UnitPair[]): ActChange[] {
  if (before && after) {
    const place = { article: after.label, ...formerly(before, after) };
    return [before.key === after.key ? { kind: 'same', ...place } : { kind: 'changed', ...place, before: before.text, after: after.text }];
  }
  if (after) {
    const move = moves.find((each) => each.after === after);
    if (!move) return [{ kind: 'added', article: after.label, after: after.text }];
    return [{ kind: 'moved', article: after.label, ...formerly(move.before, after), before: move.before.text, after: after.text }];
  }
  if (!before || moves.some((each) => each.before === before)) return [];
  return [{ kind: 'removed', article: before.label, before: before.text }];
}

/**
 * Two acts, or two states of one, article by article in the order of the later one; removed articles where they stood. A text without
 * articles is compared by its numbered sections, else by its paragraphs. What pages set around the text does not count, nor do blanks,
 * width and script.
 */
export function compareActs(before: ComparedAct, after: ComparedAct): ActChange[] {
  const steps = align(articlesOf(before), articlesOf(after));
  const moves = findMoves(steps);
  return steps.flatMap((step) => changeOf(step, moves));
}

type SubjectArticle = { readonly article: string; readonly text: string };
type SubjectArticles = { readonly id: string; readonly a: readonly SubjectArticle[]; readonly b: readonly SubjectArticle[] };

/** An article that names its subject in its first words (第三条（沙盒监管）) is about that before all. */
const headLength = 24;
const headWeight = 3;
const mostSubjects = 2;

function subjectsOf(text: string) {
  const plain = foldScript(text);
  const scores = actSubjects.map(({ id, words }) => ({
    id,
    score: words.reduce(
      (sum, word) => sum + (plain.includes(word) ? 1 : 0) + (plain.slice(0, headLength).includes(word) ? headWeight : 0),
      0,
    ),
  }));
  const best = Math.max(...scores.map(({ score }) => score));
  return scores
    .filter(({ score }) => score > 0 && score * (1 + headWeight) >= best)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostSubjects)
    .map(({ id }) => id);
}

/** Two acts laid side by side by the subjects of their articles; a subject of one alone has an empty side. */
export function compareSubjects(a: ComparedAct, b: ComparedAct): SubjectArticles[] {
  const [left, right] = [a, b].map((act) =>
    articlesOf(act).map(({ label, text }) => ({ article: label, text, subjects: subjectsOf(text) })),
  );
  const about = (id: string, side: typeof left) =>
    (side ?? []).filter(({ subjects }) => subjects.includes(id)).map(({ article, text }) => ({ article, text }));
  return actSubjects.map(({ id }) => ({ id, a: about(id, left), b: about(id, right) })).filter((pair) => pair.a.length + pair.b.length > 0);
}
