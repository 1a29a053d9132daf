import type { Line } from './layout.ts';

/** So many lines at the top and at the bottom of a page can be furniture. */
const zone = 2;
const fewestPages = 3;

const pageNumber =
  /^[-—–―~·\s]{0,6}(?:第\s{0,3})?(?:\d{1,4}|[ivxlc]{1,7}|[一二三四五六七八九十]{1,4})(?:\s{0,3}页)?(?:\s{0,3}[/／,，]?\s{0,3}(?:共|of)?\s{0,3}\d{1,4}\s{0,3}页?)?[-—–―~·\s]{0,6}$/i;

/** One spelling for lines that differ in the number of the page. */
const pattern = (line: Line): string => line.text.replace(/\d+/g, '#').replace(/\s+/g, '');

const margins = (page: readonly Line[]): readonly Line[] => {
  const sorted = page.toSorted((a, b) => a.y - b.y);
  return [...sorted.slice(0, zone), ...sorted.slice(-zone)];
};

/** Page numbers, and what stands at the head or foot of most pages in the same words. A page that holds nothing but its number keeps nothing. */
export function withoutRepeats(pages: readonly (readonly Line[])[]): Line[][] {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const text of new Set(margins(page).map(pattern))) if (text.length > 1) counts.set(text, (counts.get(text) ?? 0) + 1);
  const filled = pages.filter((page) => page.length > 0).length;
  const repeated = (line: Line): boolean => {
    const count = counts.get(pattern(line)) ?? 0;
    // Left and right pages may bear two heads.
    return filled >= fewestPages && count >= fewestPages && count * 5 >= filled * 2;
  };
  return pages.map((page) => {
    const edges = new Set(margins(page));
    const ends = new Set([page.toSorted((a, b) => a.y - b.y)[0], page.toSorted((a, b) => a.y - b.y).at(-1)]);
    return page.filter((line) => !(edges.has(line) && (repeated(line) || (ends.has(line) && pageNumber.test(line.text)))));
  });
}
