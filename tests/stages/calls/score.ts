import { readArticle } from '../../../shared/stages/article/article.ts';
import type { Notice } from './notice.ts';

/** The page of a notice as sites show it: title, line of day and source, paragraphs. */
const pageOf = ({ title, publisher, published, text }: Notice): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${published}"></head><body>
<div class="nav"><a href="/">首页</a><a href="/a/">政务公开</a></div><h1>${title}</h1><p>发布时间：${published} 来源：${publisher}</p>
<div class="TRS_Editor">${text.map((line) => `<p>　　${line}</p>`).join('\n')}</div></body></html>`;

const read = (notice: Notice) =>
  readArticle({
    url: `https://www.zhaoji.example.cn/art/${notice.id}.html`,
    decoded: { text: pageOf(notice), charset: 'utf-8', lossy: false },
    today: '2027-01-31',
  });

/** How much of what a notice says was read, and how much of what was read it says. */
export type Score = { said: number; read: number; right: number };
export type Scores = { readonly window: Score; readonly ways: Score; readonly misses: string[] };

const holds = (to: string, [, wanted, postcode]: Notice['ways'][number]): boolean =>
  to.toLowerCase().includes(wanted.toLowerCase()) && (postcode === undefined || to.includes(postcode));

export function scoreNotices(notices: readonly Notice[]): Scores {
  const window: Score = { said: 0, read: 0, right: 0 };
  const ways: Score = { said: 0, read: 0, right: 0 };
  const misses: string[] = [];
  for (const notice of notices) {
    const { dates, participate = [] } = read(notice);
    for (const [kind, wanted] of [
      ['commentFrom', notice.window?.from],
      ['commentBy', notice.window?.to],
    ] as const) {
      const found = dates[kind]?.value;
      window.said += wanted === undefined ? 0 : 1;
      window.read += found === undefined ? 0 : 1;
      if (found === wanted) window.right += wanted === undefined ? 0 : 1;
      else misses.push(`${notice.id} ${kind}: wanted ${wanted}, read ${found} (${dates[kind]?.quote})`);
    }
    const right = notice.ways.filter((way) => participate.some(({ by, to }) => by === way[0] && holds(to, way)));
    const extra = participate.filter(({ by, to }) => !notice.ways.some((way) => by === way[0] && holds(to, way)));
    ways.said += notice.ways.length;
    ways.read += participate.length;
    ways.right += right.length;
    for (const way of notice.ways) if (!right.includes(way)) misses.push(`${notice.id} missing ${way.join(' ')}`);
    for (const { by, to } of extra) misses.push(`${notice.id} extra ${by} ${to}`);
  }
  return { window, ways, misses };
}
