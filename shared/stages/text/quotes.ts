/** What makes a sentence worth quoting: a duty, money, a target, a day. The more of them, the better. */
const quoteSigns = [
  /应当|不得|必须|shall|must/,
  /支持|鼓励|奖励|补贴|support/,
  /[0-9０-９.]\s{0,3}(亿|万|元|%|％|EFLOPS|PUE|家|个)/,
  /到20\d\d年|by 20\d\d/,
  /自.{0,14}起施行/,
];

/** An English title is never a sentence made up; a quote is never cut in the middle of one. */
const longest = 160;

const shortest = 12;

const scanned = 20_000;

/** At most two sentences of the text, word for word, in their order: the ones that say most about duties, money and targets. */
export function quotesOf(text: string): readonly string[] {
  const sentences = text
    .slice(0, scanned)
    .split(/(?<=[。！？])|\n|(?<=[.!?])\s/)
    .map((sentence) => sentence.trim())
    .filter(({ length }) => length >= shortest && length <= longest);
  const scored = sentences.map((sentence, at) => ({ sentence, at, score: quoteSigns.filter((sign) => sign.test(sentence)).length }));
  const best = scored.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score || a.at - b.at);
  const chosen = (best.length > 0 ? best : scored.slice(0, 1)).slice(0, 2);
  return chosen.toSorted((a, b) => a.at - b.at).map(({ sentence }) => sentence);
}
