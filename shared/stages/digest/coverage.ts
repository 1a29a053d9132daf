import type { Link, ShownDocument } from '../../model/document.ts';
import { opt } from '../../model/values.ts';
import { citationKeys } from '../identity/resolve.ts';
import { groupStories, type StoryPage } from '../identity/stories.ts';
import { isAct } from '../text/acts.ts';

type DocumentHolder = { readonly document: ShownDocument };
export type GroupedCoverage<T> = { readonly heads: readonly T[]; readonly coverage: ReadonlyMap<string, readonly T[]> };

const isAbout = ({ relation }: Link): boolean => relation === 'interprets' || relation === 'reports';

/** The act that a page reports on: by id when the store has it, else by the key of its number or title. */
function aboutOf({ links }: ShownDocument): string | undefined {
  const link = links.find((each) => isAbout(each) && each.to.id !== undefined) ?? links.find(isAbout);
  return link && (link.to.id ?? citationKeys(link.to)[0]);
}

const passing: ReadonlySet<string> = new Set(['issuer', 'idea', 'place']);

function toStoryPage({ document }: DocumentHolder): StoryPage {
  const about = aboutOf(document);
  const day = document.dates.published ?? document.dates.signed;
  return {
    id: document.id,
    title: document.title,
    names: document.entities.filter(({ kind }) => !passing.has(kind)).map(({ id }) => id),
    ...opt('about', about),
    ...(day?.precision === 'day' ? { day: day.value } : {}),
  };
}

/**
 * Lists each act and each event once: readings and reports stand under the act that they are about when it is among the given ones, and several
 * reports of one event under the first of them. The order of `all` is kept; put the best first.
 */
export function groupCoverage<T extends DocumentHolder>(all: readonly T[]): GroupedCoverage<T> {
  const acts = new Set(all.filter(({ document }) => isAct(document.type)).map(({ document }) => document.id));
  const coverage = new Map<string, T[]>();
  const under = (id: string, one: T): void => void coverage.set(id, [...(coverage.get(id) ?? []), one]);
  const free = all.filter((one) => {
    const about = isAct(one.document.type) ? undefined : aboutOf(one.document);
    if (about === undefined || !acts.has(about)) return true;
    under(about, one);
    return false;
  });
  const byId = new Map(free.map((one) => [one.document.id, one]));
  const groups = groupStories(free.filter(({ document }) => !isAct(document.type)).map(toStoryPage));
  const others = new Set<string>();
  for (const [head, ...rest] of groups) {
    for (const id of rest) {
      const one = byId.get(id);
      if (head === undefined || !one) continue;
      under(head, one);
      others.add(id);
    }
  }
  return { heads: free.filter(({ document }) => !others.has(document.id)), coverage };
}
