import type { AttachmentRole, ShownAttachment } from '../../model/document.ts';
import { orEmpty } from '../../model/values.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import type { LanguagePair } from '../words/words.ts';

/** Files beside a page: what became of each, and its words folded away. */

const states = {
  read: ['read', '已读取'],
  'needs-ocr': ['scanned; needs OCR', '扫描件，需文字识别'],
  unsupported: ['file type not supported', '暂不支持该格式'],
  'too-large': ['too large', '文件过大，未读取'],
  unreachable: ['download failed; will retry', '下载失败，稍后重试'],
  elsewhere: ['on another site, not downloaded', '位于其他网站，未下载'],
  damaged: ['damaged', '文件已损坏'],
} as const;

/** What a file is beside a call for comment. */
const roleNames: Readonly<Record<AttachmentRole, LanguagePair>> = {
  draft: ['draft text', '征求意见稿'],
  explanation: ['explanation', '起草说明'],
  form: ['form for comments', '意见反馈表'],
  comparison: ['comparison of texts', '修改对照表'],
};

/** One line of the list of attachments: name, format, pages, state. */
export function attachmentLine({ url, title, format, state, pages, work, role }: ShownAttachment, { say, word }: View): Html {
  const words: HtmlPart[] = [
    ...(role === undefined ? [] : [word(roleNames, role)]),
    format,
    ...(pages === undefined ? [] : [say(`${pages} ${pages === 1 ? 'page' : 'pages'}`, `${pages}页`)]),
    ...(state === undefined ? [] : [say(states[state][0], states[state][1])]),
    ...(work && role === undefined ? [say('main document')] : []),
  ];
  return html`<a href="${url}" rel="noreferrer">${zh(title)}</a> <span class="soft small">${words.map((word, n) => html`${n > 0 && ' · '}${word}`)}</span>`;
}

/** The words of the files that were read, in the language of their page (`lang`), each folded under its title; a file whose words are given already has none here. */
export function attachedTexts(attachments: readonly ShownAttachment[], lang: string, { say }: View): HtmlPart {
  const read = attachments.filter(({ text }) => text !== undefined && text !== '');
  if (read.length === 0) return undefined;
  return html`<div id="attached">${read.map(
    ({ title, text }) =>
      html`<details><summary>${say('Attachments')}: ${zh(title)}</summary><div class="orig" lang="${lang}">${orEmpty(text)
        .split('\n')
        .map((line) => html`<p>${line}</p>`)}</div></details>`,
  )}</div>`;
}
