import type { TextItem } from './layout.ts';

/** A piece as the page shows it: where it begins, which way it reads, and whether its letters stand one under the other. */
export type TurnedItem = TextItem & { readonly along: readonly [number, number]; readonly vertical: boolean };
type Way = 'right' | 'down' | 'left' | 'up' | 'across';

/** So far off the upright a line may lean; more is a watermark across the page. */
const lean = 0.2;

function wayOf({ along: [x, y], vertical }: TurnedItem): Way {
  if (vertical) return 'down';
  if (Math.abs(y) <= Math.abs(x) * lean) return x > 0 ? 'right' : 'left';
  if (Math.abs(x) <= Math.abs(y) * lean) return y > 0 ? 'down' : 'up';
  return 'across';
}

/** The page turned so that lines which read `way` read to the right, from the top down. Vertical columns follow each other from right to left, as lines that read down do. */
const turns: Readonly<Record<Exclude<Way, 'across'>, (x: number, y: number) => readonly [number, number]>> = {
  right: (x, y) => [x, y],
  down: (x, y) => [y, -x],
  left: (x, y) => [-x, -y],
  up: (x, y) => [-y, x],
};

/** So many times the letters of a page a stamp or a watermark is, and so many of its lines it lies over. */
const stamp = { size: 2.2, lines: 2 } as const;

/** Pieces without the large words that lie over lines of text. A red head is as large, and nothing stands under it. */
function withoutStamps(pieces: readonly TextItem[]): TextItem[] {
  const sizes = pieces.map(({ size }) => size).toSorted((a, b) => a - b);
  const common = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const small = pieces.filter(({ size, text }) => size <= common * stamp.size && text.trim() !== '');
  return pieces.filter(({ size, x, y, width }) => {
    if (size <= common * stamp.size) return true;
    const under = small.filter(
      (each) => each.y > y - size * 0.75 && each.y < y + size * 0.1 && each.x < x + width && each.x + each.width > x,
    );
    return new Set(under.map((each) => Math.round(each.y))).size < stamp.lines;
  });
}

/** Pieces that read the way most of the page reads, turned upright; what reads another way (watermarks, the foot of a turned table) is left out. */
export function turnUpright(placed: readonly TurnedItem[]): TextItem[] {
  const letters = new Map<Way, number>();
  const ways = placed.map(wayOf);
  for (const [n, { text }] of placed.entries()) {
    const way = ways[n] ?? 'across';
    if (way !== 'across') letters.set(way, (letters.get(way) ?? 0) + text.trim().length);
  }
  const [main] = [...letters].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  if (main === undefined || main === 'across') return [];
  const turn = turns[main];
  const turned = placed
    .filter((_, n) => ways[n] === main)
    .map(({ text, x, y, width, size }) => {
      const [tx, ty] = turn(x, y);
      return { text: main === 'down' ? withoutForms(text) : text, x: tx, y: ty, width, size };
    });
  return withoutStamps(turned);
}

/** Marks as they are cut for vertical lines, each before the mark it stands for. */
const forms = '︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…︰‥︱—︲–︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』';
const ordinary = new Map(Array.from({ length: forms.length / 2 }, (_, n) => [forms.charAt(n * 2), forms.charAt(n * 2 + 1)]));
const withoutForms = (text: string): string => text.replace(/[\ufe10-\ufe19\ufe30-\ufe44]/g, (mark) => ordinary.get(mark) ?? mark);
