import { type HtmlPart, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';

/** The list of keys that `scripts/keys.js` knows; that script alone shows it, for without it no key does anything. */

/** Opens the list; shown by the script. */
export const keysButton = ({ say, scripts }: View): HtmlPart =>
  scripts && html`<button id="keys-open" class="link" type="button" data-key="?" hidden>${say('Keyboard shortcuts')} (?)</button>`;

export function keysDialog({ say, scripts }: View): HtmlPart {
  if (!scripts) return undefined;
  const keys: readonly (readonly [string, string])[] = [
    ['/', say('Go to the search field')],
    ['j k', say('Next or previous document of a list')],
    ['n p', say('Next or previous page')],
    ['e', say('Shade evidence in a text, or not')],
    ['?', say('This list')],
  ];
  const rows = keys.map(
    ([names, what]) =>
      html`<div><dt>${names.split(' ').map((name, at) => [at > 0 && ' ', html`<kbd>${name}</kbd>`])}</dt><dd>${what}</dd></div>`,
  );
  return html`<dialog id="keys" aria-labelledby="keys-h"><h2 id="keys-h">${say('Keyboard shortcuts')}</h2><dl class="facts">${rows}</dl>
<form method="dialog"><p class="line"><input id="keys-on" type="checkbox" checked autocomplete="off"><label for="keys-on">${say('Use these keys')}</label></p>
<p><button>${say('Close')}</button></p></form></dialog>`;
}
