import type { Article } from '../../model/article.ts';
import { simplify } from '../fold.ts';

type Language = Article['language'];

/** Language of a text by its letters: kana make it Japanese; Han characters that simplification changes make it traditional. */
export function languageOf(text: string): Language {
  const sample = text.slice(0, 4000);
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const kana = sample.match(/[\u3041-\u309f\u30a1-\u30fa]/g)?.length ?? 0;
  const latin = sample.match(/[A-Za-z]/g)?.length ?? 0;
  const foreign = sample.match(/[\u0400-\u04ff\uac00-\ud7af\u0600-\u06ff]/g)?.length ?? 0;
  if (kana > 2 && kana > (han + kana) * 0.08) return 'ja';
  if (foreign > han + latin || (han === 0 && latin === 0)) return 'other';
  if (han * 4 < latin) return 'en';
  return changed(sample) > han * 0.06 ? 'zh-Hant' : 'zh-Hans';
}

function changed(text: string): number {
  const plain = simplify(text);
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== plain.charCodeAt(at)) count += 1;
  return count;
}
