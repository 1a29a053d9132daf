import { article, declaration } from './pages.ts';
import type { Answer } from './rounds.ts';

/** Invented lists and their pages: the n-th act of a site that puts up one a day, counted back from 2026-11-20. */
export type Act = { readonly n: number; readonly path: string; readonly title: string; readonly published: string };

const counted = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const nameOf = (n: number): string => [...String(n)].map((digit) => counted[Number(digit)]).join('');
const dayBefore = (n: number): string => new Date(Date.parse('2026-11-20T00:00:00Z') - n * 86_400_000).toISOString().slice(0, 10);

export const act = (n: number): Act => ({
  n,
  path: `/tz/${dayBefore(n).slice(0, 7).replace('-', '')}/a${n}.html`,
  title: `某局关于${nameOf(n)}号算力调度节点接入人工智能平台的通知`,
  published: dayBefore(n),
});
export const acts = (from: number, to: number): readonly Act[] => Array.from({ length: to - from }, (_, i) => act(from + i));

export const line = ({ path, title, published }: Act): string =>
  `<li><a href="${path}" title="${title}">${title}</a><span>${published}</span></li>`;
export const list = (all: readonly Act[], more = ''): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知</title></head><body><div class="nav"><a href="/">首页</a><a href="/about/">关于</a></div><ul class="u-list">${all.map(line).join('\n')}</ul>${more}</body></html>`;

export const pageOf = ({ title, published, n }: Act): string =>
  article({
    path: '',
    title,
    issuer: '某局',
    published,
    lines: [
      `为建设人工智能算力调度平台，现就${n}号节点接入的有关事项通知如下，请各单位结合实际认真组织实施。`,
      `各节点应当在${n + 1}个月内完成模型训练任务的接入。`,
    ],
  });

/** The pages of acts at a site. */
export const pagesAt = (site: string, all: readonly Act[]): readonly Answer[] =>
  all.map((each) => ({ url: `${site}${each.path}`, body: pageOf(each) }));

/** A site of its own: its pages, and declarations of sources at it. */
export const siteOf = (id: string) => {
  const host = `${id}.sample.example`;
  const site = `http://${host}`;
  return {
    site,
    host,
    at: (path: string, body: string, more: Partial<Answer> = {}): Answer => ({ url: `${site}${path}`, body, ...more }),
    /** Lists of `size` acts a page: index.html, index_2.html … */
    numbered: (count: number, size: number): readonly Answer[] =>
      Array.from({ length: count }, (_, i) => ({
        url: `${site}/tz/index${i === 0 ? '' : `_${i + 1}`}.html`,
        body: list(acts(i * size, (i + 1) * size)),
      })),
    pages: (from: number, to: number): readonly Answer[] => pagesAt(site, acts(from, to)),
    source: (listing: object = {}, more: object = {}) =>
      declaration(id, host, { listing: { format: 'dated-links', url: `${site}/tz/index.html`, ...listing }, ...more }),
  };
};
