import { verbClasses, verbsOf } from '../../../registry/verbs.ts';
import { countPattern } from '../../text/numerals.ts';
import { formsOf, oneOf } from '../../text/words.ts';
import dayWords from './date-words.json' with { type: 'json' };
import textWords from './text-words.json' with { type: 'json' };

/** Lists of words by slot, and parts of forms that several forms share. */
const slots: Readonly<Record<string, string | readonly string[]>> = { ...dayWords, ...textWords };

/**
 * The words of a slot: the verbs of a class (`begin`, with everyday words `begin.any`, in English `begin.en` or `begin.past`),
 * the everyday verbs of publishing too (`posted`), or a list.
 */
export function wordsOf(slot: string): readonly string[] {
  const [name = '', form] = slot.split('.');
  if (name === 'posted') return verbsOf('publish', 'zh').map(({ word }) => word);
  const verbs = verbClasses.find((each) => each === name);
  if (verbs === undefined) return [slots[slot] ?? []].flat();
  if (form === undefined || form === 'any') return verbsOf(verbs, 'zh').flatMap(({ word, close }) => (close && !form ? [] : [word]));
  const forms = verbsOf(verbs, 'en').map(formsOf);
  return forms.flatMap(({ active, participle }) => [...(form === 'past' ? active.slice(2, 3) : active), participle]);
}

/**
 * The expression of a form. `◆` is the day, `…` up to 24 characters of the same part, `{begin}` any word of that slot, `#` a count,
 * `@` its unit; brackets group.
 */
export function compileForm(form: string, flags = 'i'): RegExp {
  const source = form
    .replace(/\{([a-z]{2,14})\}/g, (whole, slot: string) => (typeof slots[slot] === 'string' ? slots[slot] : whole))
    .replace(/(?<!\\)\((?!\?)/g, '(?:')
    .replaceAll('…', '[^，。；]{0,24}')
    .replace(/\{([a-z]{2,14}(?:\.(?:any|en|past))?)\}/g, (_, slot: string) => oneOf(wordsOf(slot)))
    .replaceAll('#', `(?<count>${countPattern})`)
    .replaceAll('@', '(?<unit>个?工作日|日|天|个?星期|周|个?月|年|(?:working |calendar )?days?|weeks?|months?|years?)');
  return new RegExp(source, flags);
}
