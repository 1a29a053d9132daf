import type { Grant } from '../../model/access.ts';
import type { Answers } from '../../model/answers.ts';
import { orEmpty } from '../../model/values.ts';
import { dayWords } from './days.ts';
import { type Html, type HtmlPart, html } from './escape.ts';
import { type Language, type LanguagePair, type Say, say, word } from './words.ts';

/** How one page speaks and links: the language of the interface travels in every link. */
export type View = {
  readonly language: Language;
  readonly today: string;
  /** Scheme and host under which the page was asked for; empty where it is not known. */
  readonly origin: string;
  readonly path: string;
  readonly search: URLSearchParams;
  /** Whether who sees data has signed in for it, and may sign out. */
  readonly signedIn: boolean;
  /** Whether the page may load scripts: who asked for it may see data, so the files are theirs, too. */
  readonly scripts: boolean;
  /** Whether the page offers to subscribe. */
  readonly open: boolean;
  readonly say: Say;
  readonly word: (names: Readonly<Record<string, LanguagePair>>, key: string) => string;
  readonly day: (value: string) => string;
  /** A link of ours; parameters that are undefined are left out. */
  readonly to: (path: string, parameters?: Readonly<Record<string, string | undefined>>) => string;
};

/** The view of a request; `?lang=zh` makes the interface Chinese. */
export function viewOf(
  asked: Pick<View, 'path' | 'search'> & {
    readonly given: ReadonlyMap<string, string>;
    readonly who?: Grant | undefined;
    readonly origin?: string;
  },
  answers: Pick<Answers, 'today'> & Partial<Pick<Answers, 'signUp' | 'local'>>,
): View {
  const language: Language = asked.given.get('lang') === 'zh' ? 'zh' : 'en';
  return {
    language,
    today: answers.today(),
    origin: orEmpty(asked.origin),
    path: asked.path,
    search: asked.search,
    signedIn: answers.local === false,
    scripts: answers.local === true || asked.who !== undefined,
    open: answers.signUp !== 'invited',
    say: (english: string, chinese?: string) => say(language, english, chinese),
    word: (names, key) => word(names, key, language),
    day: (value) => dayWords(value, language),
    to: (path, parameters = {}) => {
      const [bare = '', fragment] = path.split('#');
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== '') search.set(name, value);
      if (language === 'zh') search.set('lang', 'zh');
      const query = search.toString();
      return `${bare}${query === '' ? '' : `?${query}`}${fragment === undefined ? '' : `#${fragment}`}`;
    },
  };
}

/** Keeps a form in the language of its page. */
export const languageField = ({ language }: Pick<View, 'language'>): Html | false =>
  language === 'zh' && html`<input type="hidden" name="lang" value="zh">`;

/** Chinese text among English, marked as such for fonts and screen readers. */
export const zh = (text: HtmlPart, kind = 'zh-Hans'): Html => html`<span lang="${kind}">${text}</span>`;
/** Text in the interface's language followed by the other one, softer. */
export const both = (pair: LanguagePair, { language }: View): Html =>
  language === 'zh'
    ? html`${pair[1]} <span class="soft" lang="en">${pair[0]}</span>`
    : html`${pair[0]} <span class="soft" lang="zh-Hans">${pair[1]}</span>`;

/** Han letters with what stands among them: numbers in their brackets, marks of the script. */
const hanRun = /[《（〔【「『]?\p{Script=Han}[\p{Script=Han}\d\u3001-\u303f\uff00-\uffef·]*/gu;

const markRuns = (text: string, mark: (run: string) => Html): Html => {
  const parts: HtmlPart[] = [];
  let at = 0;
  for (const found of text.matchAll(hanRun)) {
    parts.push(text.slice(at, found.index), mark(found[0]));
    at = found.index + found[0].length;
  }
  return html`${parts}${text.slice(at)}`;
};

/** A line of either language or both, its Chinese runs marked as such. */
export const markHan = (text: string): Html => markRuns(text, zh);

/** The same in a `<text>` of a picture: a parser of HTML leaves the picture where it meets a `<span>`, and all that follows stands below it as text. */
export const markHanInPicture = (text: string): Html => markRuns(text, (run) => html`<tspan lang="zh-Hans">${run}</tspan>`);
