import table from './tables/laws.json' with { type: 'json' };

const nation = "of the People's Republic of China";
/** A bare "X" of the table stands for "X Law". */
const full = (en: string): string => (/\b(?:Law|Code|Constitution)\b/.test(en) ? en : `${en} Law`);
/** The same with the name of the country: Law of the … on X, X Law of the …. */
const whole = (en: string): string => (/^Law on /.test(en) ? en.replace('Law on', `Law ${nation} on`) : `${en} ${nation}`);

/** Names of national laws, short and in full, with their English in common use. */
export const laws: readonly { readonly zh: string; readonly en: string }[] = (table as [string, string][]).flatMap(([zh, name]) => {
  const en = full(name);
  return [
    { zh, en },
    { zh: `中华人民共和国${zh}`, en: whole(en) },
  ];
});
