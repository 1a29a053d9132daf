import syllableTable from './tables/cedict/syllables.json' with { type: 'json' };
import table from './tables/cedict/words.json' with { type: 'json' };

/** An ordinary word out of CC-CEDICT: as it stands in a name, which not every verb does, and of a verb what is being done. */
type DictionaryWord = { readonly en?: string; readonly part: 'noun' | 'adjective'; readonly doing?: string };

export const wordLengths = [4, 3, 2] as const;

type Part = 'adjective' | 'noun' | 'verb';

let words: ReadonlyMap<string, readonly [part: Part, english: string]> | undefined;

const readWords = (): NonNullable<typeof words> =>
  new Map(
    (Object.entries(table) as [Part, string[]][]).flatMap(([part, rows]) =>
      rows.map((row) => {
        const end = row.indexOf(' ');
        return [row.slice(0, end), [part, row.slice(end + 1)]] as const;
      }),
    ),
  );

export function findDictionaryWord(zh: string): DictionaryWord | undefined {
  words ??= readWords();
  const [part, english] = words.get(zh) ?? [];
  if (part === undefined || english === undefined) return undefined;
  if (part !== 'verb') return { en: english, part };
  const [doing, en] = english.split('|');
  return { part: 'noun', ...(doing ? { doing } : {}), ...(en ? { en } : {}) };
}

export function dictionaryWords(): readonly { readonly zh: string; readonly en: readonly string[] }[] {
  words ??= readWords();
  return [...words].map(([zh, [, english]]) => ({ zh, en: english.split('|') }));
}

let spelled: ReadonlyMap<string, string> | undefined;

/**
 * The name of a place by the sounds of its characters, as official English spells it: 云州 → Yunzhou; nothing when one of them is in no name
 * that is known.
 */
export function spellPlace(name: string): string | undefined {
  spelled ??= new Map(
    (syllableTable as [string, string][]).flatMap(([sound, characters]) => [...characters].map((each) => [each, sound] as const)),
  );
  let spelt = '';
  for (const character of name) {
    const sound = spelled.get(character);
    if (sound === undefined) return undefined;
    spelt += spelt !== '' && /^[aeo]/.test(sound) ? `'${sound}` : sound;
  }
  return spelt.replace(/^./, (letter) => letter.toUpperCase());
}
