import { expect } from 'vitest';
import type { Article } from '../../shared/model/article.ts';
import { SourceError } from '../../shared/model/errors.ts';
import { readArticle } from '../../shared/stages/article/article.ts';

/** Invented pages for tests of reading: a place that does not exist, sentences that say little. */
const today = '2026-11-25';
export const url = 'https://www.yunchuan.gov.cn/zwgk/view?id=77';

export const read = (html: string, at = url): Article =>
  readArticle({ url: at, decoded: { text: html, charset: 'utf-8', lossy: false }, today });

/** The class of a page that is no document; what it says of itself. */
export function troubleOf(html: string, at = url): string {
  try {
    return `document: ${read(html, at).title}`;
  } catch (error) {
    if (error instanceof SourceError) return error.trouble;
    throw error;
  }
}

export const sentences = [
  '各单位要统筹存量与增量资源，把智能算力设施建设摆在突出位置，按季度报送进展情况。',
  '支持中小企业以租赁方式使用智算资源，降低模型训练与推理成本，形成可复制的经验。',
  '建立健全数据分级管理制度，落实安全主体责任，对弄虚作假的单位依法追究责任。',
  '培育复合型人才，支持高校设置相关专业方向，组织开展职业技能评价。',
];
export const paragraphs = (...texts: readonly string[]): string => texts.map((each) => `<p>　　${each}</p>`).join('\n');
export const body = paragraphs(...sentences);
export const right = (...lines: readonly string[]): string => lines.map((line) => `<p style="text-align:right">${line}</p>`).join('');
export const menu =
  '<div class="top"><a href="/">首页</a><a href="/a/">政务公开</a><a href="/b/">办事服务</a><a href="/c/">互动交流</a></div>';
export const foot =
  '<div class="foot"><p>主办单位：云川市人民政府办公室　云ICP备00000000号-1</p><p>版权所有 © 2009-2026 云川市人民政府</p></div>';
export const page = (title: string, inner: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${menu}${inner}${foot}</body></html>`;

export type Wanted = {
  readonly title?: string;
  readonly number?: string | undefined;
  readonly issuers?: readonly string[];
  readonly published?: string;
  readonly signed?: string;
  readonly effective?: string;
  readonly type?: string;
};

/** Checks the fields that are named, and that the text holds every sentence and nothing of the frame. */
export function check(article: Article, wanted: Wanted): void {
  const got = {
    title: article.title,
    number: article.number,
    issuers: article.issuers.map(({ name }) => name),
    published: article.dates.published?.value,
    signed: article.dates.signed?.value,
    effective: article.dates.effective?.value,
    type: article.type,
  };
  const asked = Object.keys(wanted) as (keyof Wanted)[];
  expect(Object.fromEntries(asked.map((key) => [key, got[key]]))).toEqual(wanted);
  expect(article.text).not.toMatch(/互动交流|ICP备|版权所有/);
}
