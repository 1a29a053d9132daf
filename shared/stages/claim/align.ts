import type { Token } from './tokens.ts';

/** Longer pieces are cut: no sentence of an act is. */
const mostClaimed = 300;
const mostStated = 900;

/** A figure that agrees says more than a word. */
const weightOf = (token: Token | undefined): number => (token?.kind === 'number' ? 5 : 2);

/**
 * Lays the words of a claim beside those of a passage: for each word of the claim its place in the passage, or −1. As many as possible in the same order, and rather
 * in one piece than scattered.
 */
export function align(claimed: readonly Token[], stated: readonly Token[]): readonly number[] {
  const [a, b] = [claimed.slice(0, mostClaimed), stated.slice(0, mostStated)];
  const width = b.length + 1;
  const best = new Int32Array((a.length + 1) * width);
  const matched = new Int32Array((a.length + 1) * width);
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      const [here, diagonal] = [i * width + j, (i - 1) * width + j - 1];
      const run = matched[diagonal] ?? 0;
      const weight = weightOf(a[i - 1]);
      const met = a[i - 1]?.key === b[j - 1]?.key ? Math.max((best[diagonal] ?? 0) + weight, run > 0 ? run + weight + 1 : 0) : 0;
      matched[here] = met;
      best[here] = Math.max(met, best[here - width] ?? 0, best[here - 1] ?? 0);
    }
  return traced(claimed, { a: a.length, b: b.length, width, best, matched });
}

type Table = { readonly a: number; readonly b: number; readonly width: number; readonly best: Int32Array; readonly matched: Int32Array };

function traced(claimed: readonly Token[], { a, b, width, best, matched }: Table): readonly number[] {
  const places = new Array<number>(claimed.length).fill(-1);
  let [i, j] = [a, b];
  /** Inside a run the match is taken that the run was counted with. */
  let running = false;
  while (i > 0 && j > 0) {
    const here = i * width + j;
    const met = matched[here] ?? 0;
    if (met > 0 && (running || met === best[here])) {
      places[i - 1] = j - 1;
      const diagonal = here - width - 1;
      running = (matched[diagonal] ?? 0) > 0 && met === (matched[diagonal] ?? 0) + weightOf(claimed[i - 1]) + 1;
      i -= 1;
      j -= 1;
    } else if ((best[here - width] ?? 0) >= (best[here - 1] ?? 0)) i -= 1;
    else j -= 1;
  }
  return places;
}
