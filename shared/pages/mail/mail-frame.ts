import { type Html, type HtmlPart, html } from '../words/escape.ts';

/** Look of a mail: inline styles (mail programs drop style sheets), one table of 640 px, and rules for dark only. */

const sans = 'Helvetica,Arial,PingFang SC,Microsoft YaHei,sans-serif';
const serif = 'Georgia,Songti SC,serif';

export const style = {
  name: `margin:0;font:600 17px/1.3 ${serif};color:#1a1b1d`,
  h1: `margin:2px 0 0;font:600 27px/1.2 ${serif};color:#1a1b1d`,
  h2: `margin:0;padding-top:8px;border-top:1px solid #1a1b1d;font:600 21px/1.25 ${serif};color:#1a1b1d`,
  n: `font:15px/1 ${sans};color:#55585c`,
  h3: `margin:2px 0 0;font:600 18px/1.3 ${serif};color:#1a1b1d`,
  brief: `margin:8px 0 0;padding-left:18px;text-indent:-18px;font:17px/1.45 ${serif};color:#1a1b1d`,
  kind: `margin:10px 0 0;font:14px/1.5 ${sans};color:#55585c`,
  zh: `margin:2px 0 0;font:16px/1.5 ${serif};color:#55585c`,
  quote: `margin:6px 0 0;padding-left:10px;border-left:2px solid #d9d9d5;font:15px/1.6 ${serif};color:#1a1b1d`,
  cell: `font:15px/1.5 ${sans};color:#1a1b1d`,
  text: `margin:8px 0 0;font:15px/1.5 ${sans};color:#1a1b1d`,
  soft: `margin:8px 0 0;font:15px/1.5 ${sans};color:#55585c`,
  label: `font:14px/1.5 ${sans};color:#55585c;padding:1px 12px 1px 0;white-space:nowrap`,
  value: `font:15px/1.5 ${sans};color:#1a1b1d;padding:1px 0`,
  link: 'color:#17479e',
  foot: `margin:0;padding-top:12px;border-top:1px solid #d9d9d5;font:14px/1.6 ${sans};color:#55585c`,
} as const;

export const darkRules = `:root{color-scheme:light dark}
@media(max-width:660px){.pad{padding-left:16px!important;padding-right:16px!important}}
@media(prefers-color-scheme:dark){body,.bg{background:#131416!important}.ink{color:#e8e7e3!important;border-color:#e8e7e3!important}.sf{color:#abaeb2!important}
.lk{color:#9dbdff!important}.rd{color:#ff7d73!important}.rl{border-color:#35383c!important}}`;

/** Head of a section with the number of its items. */
export const heading = (name: string, n: string): Html =>
  html`<h2 class="ink" style="${style.h2}">${name} <span class="sf" style="${style.n}">${n}</span></h2>`;

/** A paragraph in one of the styles. */
export const line = (content: HtmlPart, css: string): Html =>
  html`<p class="${css === style.soft ? 'sf' : 'ink'}" style="${css}">${content}</p>`;

type MailParts = {
  readonly language: 'en' | 'zh';
  readonly title: string;
  readonly preview: string;
  readonly rules: string;
  readonly rows: Html;
};

/** The whole message; `preview` is the line that a list of messages shows. */
export function frameMail({ language, title, preview, rules, rows }: MailParts): Html {
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title>
<style>${rules}</style></head>
<body class="bg" style="margin:0;padding:0;background:#ffffff"><div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="bg" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"
style="max-width:640px;text-align:left;table-layout:fixed;word-wrap:break-word;overflow-wrap:anywhere">
${rows}
</table></td></tr></table></body></html>
`;
}
