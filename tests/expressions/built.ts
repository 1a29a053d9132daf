import { builders, type Expression, root, tables } from './written.ts';

/** Prints, as JSON, the expressions that the program puts together: the modules are loaded, and what builds them while it works is put to work. */
const found = new Map<string, Expression>();
const place = /(?:shared|functions|infra)\/[^\s():]{1,200}\.ts:\d{1,5}/;

function noted(made: RegExp): RegExp {
  const at = new Error('who asks').stack
    ?.split('\n')
    .flatMap((line) => place.exec(line)?.[0] ?? [])
    .find((each) => !each.startsWith(tables));
  const { source, flags } = made;
  if (at !== undefined) found.set(`${at} ${source}/${flags}`, { source, flags, at });
  return made;
}

globalThis.RegExp = new Proxy(RegExp, {
  construct: (target, given, as) => noted(Reflect.construct(target, given, as)),
  apply: (target, self, given) => noted(Reflect.apply(target, self, given)),
});
for (const file of new Set(builders().map((at) => at.replace(/:\d{1,5}$/, '')))) await import(`${root}/${file}`);

/** Work in which the expressions that are built late are built. */
const page = (url: string) => ({ ask: { url }, text: JSON.stringify({ data: { html: ' count="48"' } }), listing: {}, entries: [{}] });
const works: Readonly<Record<string, (stage: Stage) => unknown>> = {
  'shared/stages/query/sought.ts': ({ literalPattern }) => literalPattern?.('第15届 AI芯片'),
  'shared/stages/english/sound.ts': ({ isSound }) => isSound?.('Notice on Data'),
  'shared/stages/english/guard.ts': ({ faultOfEnglish }) => [
    faultOfEnglish?.('上海采用SM4和OPC。', 'Shanghai uses SM4 and OPC.'),
    faultOfEnglish?.('上海采用SM4。', 'Shanghai uses SM4 and SM9.'),
    faultOfEnglish?.('上海依法处理。', 'Shanghai handles it under the Data Security Law.'),
  ],
  'shared/stages/facts/extract.ts': ({ extract }) => extract?.({ id: '1', text: '记者从自然资源部获悉，该部印发《甲办法》。' }),
  'shared/stages/listing/next.ts': ({ findNextPage }) =>
    findNextPage?.({ ...page('http://a.example/?pageNo=1'), listing: { format: 'jpaas' } }),
};
type Stage = Readonly<Record<string, ((...given: unknown[]) => unknown) | undefined>>;
for (const [file, work] of Object.entries(works)) work((await import(`${root}/${file}`)) as Stage);
process.stdout.write(JSON.stringify([...found.values()]));
