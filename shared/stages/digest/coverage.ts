import type { Link, Shown } from '../../model/document.ts';
import { citationKeys } from '../identity/resolve.ts';
import { stories, type Told } from '../identity/stories.ts';
import { isAct } from '../text/acts.ts';

type Holder = { readonly document: Shown };
export type Gathered<T> = { readonly heads: readonly T[]; readonly coverage: ReadonlyMap<string, readonly T[]> };

const tells = ({ relation }: Link): boolean => relation === 'interprets' || relation === 'reports';

/** The act that a page tells of: by id when it is held, else by the key of its number or title. */
function aboutOf({ links }: Shown): string | undefined {
  const link = links.find((each) => tells(each) && each.to.id !== undefined) ?? links.find(tells);
  return link && (link.to.id ?? citationKeys(link.to)[0]);
}

const passing: ReadonlySet<string> = new Set(['issuer', 'idea', 'place']);

function told({ document }: Holder): Told {
  const about = aboutOf(document);
  const day = document.dates.published ?? document.dates.signed;
  return {
    id: document.id,
    title: document.title,
    names: document.entities.filter(({ kind }) => !passing.has(kind)).map(({ id }) => id),
    ...(about === undefined ? {} : { about }),
    ...(day?.precision === 'day' ? { day: day.value } : {}),
  };
}

/**
 * Lists each act and each event once: readings and reports stand under the act that they are about when it is among the given ones, and several
 * reports of one event under the first of them. The order of `all` is kept; put the best first.
 */
export function gather<T extends Holder>(all: readonly T[]): Gathered<T> {
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
  const groups = stories(free.filter(({ document }) => !isAct(document.type)).map(told));
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
