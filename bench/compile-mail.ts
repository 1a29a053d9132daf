/**
 * Compiles the mail's template (shared/pages/mail/mail.mjml) to the pieces that the templates fill (shared/pages/mail/mail-pieces.json):
 * `npm run build:mail`. A piece begins at `<!-- cut NAME -->` and goes to the next mark or `<!-- end -->`; what stands outside of them all
 * is the piece `frame`. Decision 35.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import mjml2html from 'mjml';
import { group } from '../shared/model/values.ts';

const template = new URL('../shared/pages/mail/mail.mjml', import.meta.url);
const compiled = new URL('../shared/pages/mail/mail-pieces.json', import.meta.url);

/** Classes that the rules for dark name; the others have become inline styles. */
const kept = /^(?:bg|ink|sf|lk|rd|rr|rl|mj-.*)$/;

const tighten = (markup: string): string =>
  markup
    .replace(/ class="([^"]*)"/g, (_, names: string) => {
      const left = names.split(/\s+/).filter((name) => kept.test(name));
      return left.length > 0 ? ` class="${left.join(' ')}"` : '';
    })
    .replace(/ style="([^"]*)"/g, (_, rules: string) => ` style="${rules.replace(/([:;,])\s+/g, '$1').replace(/;$/, '')}"`)
    .replace(/\s+/g, ' ')
    .replace(/> (?=<)/g, '>')
    .trim();

/** The pieces of the template by their names, each with its slots as `{{name}}`. */
export async function compileMail(): Promise<string> {
  const { html } = await mjml2html(readFileSync(template, 'utf8'), { fonts: {}, keepComments: true, validationLevel: 'strict' });
  const pieces: Record<string, string> = {};
  const frame = html.replace(/<!-- cut (\w+) -->([\s\S]*?)(?=<!-- (?:cut|end))/g, (_, name: string, markup: string) => {
    pieces[name] = tighten(markup);
    return '';
  });
  // What held the pieces that stand within a text or a table holds nothing now.
  const emptied = frame.replace(/<!-- end -->[\s\S]*<!-- end -->[\s\S]*?<\/tr>/, '');
  return `${JSON.stringify({ frame: tighten(group([emptied], 0)), ...pieces }, null, 2)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(compiled, await compileMail());
