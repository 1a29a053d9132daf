import { actSubjects } from '../../registry/act-subjects.ts';
import { foldScript } from '../text/fold.ts';
import { articlesOf, type ComparedAct } from './compare-acts.ts';

type SubjectArticle = { readonly article: string; readonly text: string };
/** What two acts say of one subject, by article. */
type SubjectArticles = { readonly id: string; readonly a: readonly SubjectArticle[]; readonly b: readonly SubjectArticle[] };

/** An article that names its subject in its first words (第三条（沙盒监管）) is about that before all. */
const headLength = 24;
const headWeight = 3;
/** An article stands under so many subjects at most. */
const mostSubjects = 2;

/** How much an article says of each subject. */
function subjectsOf(text: string): readonly string[] {
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

/** Two acts laid side by side by the subjects of their articles, in the order in which acts treat them; a subject of one alone has an empty side. */
export function compareSubjects(a: ComparedAct, b: ComparedAct): SubjectArticles[] {
  const [left, right] = [a, b].map((act) =>
    articlesOf(act).map(({ label, text }) => ({ article: label, text, subjects: subjectsOf(text) })),
  );
  const about = (id: string, side: typeof left): SubjectArticle[] =>
    (side ?? []).filter(({ subjects }) => subjects.includes(id)).map(({ article, text }) => ({ article, text }));
  return actSubjects.map(({ id }) => ({ id, a: about(id, left), b: about(id, right) })).filter((pair) => pair.a.length + pair.b.length > 0);
}
