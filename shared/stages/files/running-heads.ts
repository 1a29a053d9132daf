import type { LayoutLine } from './pdf.ts';

/** So many lines at the top and at the bottom of a page can be furniture. */
const zone = 2;
const fewestPages = 3;

const pageNumber =
  /^[-—–―~·\s]{0,6}(?:第\s{0,3})?(?:\d{1,4}|[ivxlc]{1,7}|[一二三四五六七八九十]{1,4})(?:\s{0,3}页)?(?:\s{0,3}[/／,，]?\s{0,3}(?:共|of)?\s{0,3}\d{1,4}\s{0,3}页?)?[-—–―~·\s]{0,6}$/i;

/** What a browser prints at the edge of each page: when it was printed, and the address. */
const instant =
  /(?:20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}\/\d{1,2}\/\d{2,4},?)\s{0,3}(?:(?:星期|周)[一二三四五六日天])?\s{0,3}(?:[上下]午)?\s{0,3}\d{1,2}:\s?\d{2}(?!\d)/;
const ofPage = /来源|浏览|作者|字号|发布|编辑|点击/;
const address = /^(?:\d{1,4}\s?\/\s?\d{1,4}\s{1,9})?https?:\/\/\S{1,300}(?:\s{1,9}\S{1,3}\s?\/?\s?\S{0,4})?$/;

const stampOf = ({ text }: LayoutLine) => (ofPage.test(text) ? undefined : instant.exec(text)?.[0]);

/** Whether a line is the edge of a print: each page bears the same instant; of one page alone, as browsers write it. */
function printOf(pages: readonly (readonly LayoutLine[])[]): (line: LayoutLine) => boolean {
  const stamps = pages.map((page) => new Set(page.flatMap((line) => stampOf(line) ?? [])));
  return (line) => {
    const stamp = stampOf(line);
    if (stamp === undefined) return address.test(line.text);
    return pages.length === 1 ? stamp.includes('/') || line.text.includes('打印') : stamps.every((each) => each.has(stamp));
  };
}

/**
 * Spellings under which the same line comes back on other pages: its own words, and its words with a number in them that grows with the
 * pages. Lines that are alike but for other numbers are rows of a table.
 */
function spellings({ text }: LayoutLine, page: number) {
  const plain = text.replace(/\s+/g, '');
  if (plain.length < 2 || plain.length > 120) return [];
  const counted = [...plain.matchAll(/\d{1,4}/g)]
    .slice(0, 4)
    .map((hit) => `${plain.slice(0, hit.index)}#${Number(hit[0]) - page}${plain.slice(hit.index + hit[0].length)}`);
  return [plain, ...counted];
}

const margins = (page: readonly LayoutLine[]) => {
  const sorted = page.toSorted((a, b) => a.y - b.y);
  return [...sorted.slice(0, zone), ...sorted.slice(-zone)];
};

/**
 * Page numbers, and what stands at the head or foot of most pages in the same words; of the head of a table its first stays. A page that
 * holds nothing but its number keeps nothing.
 */
export function withoutRepeats(pages: readonly (readonly LayoutLine[])[]): LayoutLine[][] {
  const counts = new Map<string, number>();
  for (const [n, page] of pages.entries())
    for (const text of new Set(margins(page).flatMap((line) => spellings(line, n)))) counts.set(text, (counts.get(text) ?? 0) + 1);
  const filled = pages.filter((page) => page.length > 0).length;
  const often = (text: string) => {
    const count = counts.get(text) ?? 0;
    // Left and right pages may bear two heads.
    return filled >= fewestPages && count >= fewestPages && count * 5 >= filled * 2;
  };
  const isPrint = printOf(pages.filter((page) => page.length > 0));
  const shown = new Set<string>();
  return pages.map((page, n) => {
    const edges = new Set(margins(page));
    const sorted = page.toSorted((a, b) => a.y - b.y);
    const ends = new Set([sorted[0], sorted.at(-1)]);
    const furniture = (line: LayoutLine) => {
      if (!edges.has(line)) return false;
      if (ends.has(line) && (pageNumber.test(line.text) || isPrint(line))) return true;
      const again = spellings(line, n).find(often);
      if (again === undefined) return false;
      const first = line.text.includes('\t') && !shown.has(again);
      shown.add(again);
      return !first;
    };
    return page.filter((line) => !furniture(line));
  });
}
