import type { ShownDocument } from '../../model/document.ts';
import { type Html, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { hasNames } from './document-names.ts';

/** Links to the sections that the page of a document has, in their order. */
export const contents = (document: ShownDocument, { say }: View): Html => {
  const { english, warnings, comment, windows = [], stages, figures = [] } = document;
  const entries: readonly (readonly [string, string, boolean?])[] = [
    ['gist', say('Gist', '要点'), english.gist !== undefined],
    ['dates', say('Dates', '日期')],
    ['what', say('What the page says of it', '页面信息')],
    ['doubts', say('What we are not sure of', '存疑之处'), warnings.length > 0],
    ['comment', say('How to comment', '如何反馈意见'), comment !== undefined],
    ['windows', say('Times to apply or object', '申报与异议期限'), windows.length > 0],
    ['stages', say('Draft and final text', '征求意见稿与正式文本'), stages !== undefined],
    ['figures', say('Figures and commitments', '数字与目标'), figures.length > 0],
    ['themes', say('Themes', '主题')],
    ['names', say('Names', '所提名称'), hasNames(document)],
    ['text', say('Text', '正文')],
    ['links', say('What it names', '引用的文件')],
    ['cited', say('What names it', '引用它的文件')],
    ['readings', say('Readings and coverage', '解读与报道')],
    ['revisions', say('Revisions', '修订')],
    ['copies', say('Copies', '各处版本')],
    ['evidence', say('Evidence and how to cite', '证据与引用')],
  ];
  const there = entries.filter(([, , held = true]) => held);
  return html`<section class="stay"><h2>${say('On this page', '本页内容')}</h2><ul class="facet">${there.map(([id, words]) => html`<li><a href="${`#${id}`}">${words}</a></li>`)}</ul></section>`;
};
