import { orEmpty, tableOf } from '../../../model/values.ts';
import { Trie } from '../../../registry/trie.ts';
import { numeralOf } from '../../text/numerals.ts';
import { expressionsOf } from '../../text/words.ts';
import { months } from '../quantity.ts';
import expressions from './expressions.json' with { type: 'json' };
import frames from './frames.json' with { type: 'json' };
import { best, linkAt, type Noun } from './nouns.ts';
import type { Reading } from './reading.ts';
import { adverbsAt, deedsAt, type Form, inflect, inflectDeed, measureAt, nounsAt, type Verb, verbsAt } from './words.ts';

const {
  /** 和 joins things: 风险评估和报送机制. */
  andAct,
} = expressionsOf(expressions.acts);

/** What somebody does: a verb with its object and all that says how, where, when, with whom. */

export type Act = {
  readonly end: number;
  readonly cost: number;
  readonly say: (form: Form) => string;
  readonly bare?: true;
  readonly not?: true;
  /** What a thing can be said to do: 涉及, 促进. */
  readonly tells?: true;
};

const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(' ');
const act = (end: number, cost: number, base: string, rest = ''): Act => ({ end, cost, say: (form) => joined(inflect(base, form), rest) });
const fill = (en: string, object: string) => (en.includes('{}') ? en.replace('{}', object) : `${en} ${object}`);

type Verbs = { readonly verbs: readonly Verb[]; readonly or: boolean; readonly end: number; readonly cost: number };
const activities = new Set(frames.activities);
const activityNames = new Trie<true>();
for (const each of activities) activityNames.set(each, true);
const mostVerbs = 8;

function verbRows(text: string, at: number, left = mostVerbs): readonly Verbs[] {
  if (left === 0) return [];
  const all = verbsAt(text, at).flatMap(({ value, end }): readonly Verbs[] => {
    const own = { verbs: [value], or: false, end, cost: end - at > 1 ? 1 : 1.5 };
    const link = linkAt(text, end);
    if (!link) return [own];
    const more = verbRows(text, link.end, left - 1).map((next) => ({
      ...next,
      verbs: [value, ...next.verbs],
      or: next.or || link.or,
      cost: next.cost + own.cost,
    }));
    return [own, ...more];
  });
  return best(all);
}

const sayVerbs = ({ verbs, or }: Verbs, form: Form): string => {
  const said = verbs.map(({ en }) => inflect(en, form));
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} ${or || form === 'none' ? 'or' : 'and'} ${said.at(-1)}`;
};

/** What one verb, or several that are named together, make with what follows. */
function simple(reading: Reading, at: number): readonly Act[] {
  const { text } = reading;
  const fixed = deedsAt(text, at).map(({ value, end }): Act => ({ end, cost: 1, say: (form) => inflectDeed(value, form) }));
  const made = verbRows(text, at).flatMap((row): readonly Act[] => {
    const [verb] = row.verbs;
    if (!verb) return [];
    const one = row.verbs.length === 1;
    if (row.verbs.some(({ frame }) => /o/.test(frame))) return [act(row.end, row.cost + 0.2, sayVerbs(row, 'base'))];
    const tells = row.verbs.every(({ frame }) => frame.includes('r')) ? { tells: true as const } : {};
    const plain = row.verbs.every(({ en }) => !en.includes('{}'));
    const alone: Act[] = row.verbs.every(({ frame }) => frame.includes('i'))
      ? [{ ...act(row.end, row.cost + 0.2, sayVerbs(row, 'base')), ...tells }]
      : [];
    const bare: Act[] =
      plain && row.verbs.every(({ frame }) => !/[iavg]/.test(frame))
        ? [{ ...act(row.end, row.cost, ''), say: (form) => sayVerbs(row, form), bare: true }]
        : [];
    const after = one ? withAct(reading, verb, row) : [];
    if (row.verbs.some(({ frame }) => /[av]/.test(frame))) return [...alone, ...after];
    if (row.verbs.some(({ frame }) => frame.includes('n'))) return [...alone, ...bare, ...after, ...otherwise(reading, row)];
    const from = text[row.end] === '了' ? row.end + 1 : row.end;
    const objects = reading.lists(from).flatMap((object): readonly Act[] => {
      const whom = one && object.actor && verb.frame.includes('w');
      const own: Act = {
        ...tells,
        end: object.end,
        cost: row.cost + object.cost,
        say: (form) =>
          whom
            ? `${inflect(verb.en, form)} to ${object.en}`
            : one
              ? fill(inflect(verb.en, form), object.en)
              : `${sayVerbs(row, form)} ${object.en}`,
      };
      if (!plain && !one) return [];
      // 组织有关部门，…: to do what, stands in what follows.
      if (object.actor && /^(?:organize|require|order|urge|allow)\b/.test(verb.en))
        return one && verb.frame.includes('c') ? toAct(reading, verb, row, object) : [];
      // 共享开放: two things that are done, and neither to the other.
      const isDone = ({ end }: { readonly end: number }) => end === object.end || /[、和与及等以]/.test(text.charAt(end));
      if (activities.has(text.slice(at, row.end)) && activityNames.allAt(text, from).some(isDone)) return [];
      return [
        own,
        ...(one && verb.frame.includes('c') && (object.actor || /^(?:take|use|invest)\b/.test(verb.en))
          ? toAct(reading, verb, row, object)
          : []),
      ];
    });
    return [...alone, ...bare, ...after, ...objects, ...otherwise(reading, row)];
  });
  return [...fixed, ...made, ...onto(reading, at), ...moved(reading, at), ...requested(reading, at), ...entrusted(reading, at)];
}

/** 采取风险控制措施: measures to control a risk, and no risk that is taken. */
const oneMeasure = /^[一-龥]{2,4}(?:措施|办法|手段|方法|方式|机制)/;
const meansTo = /(?:措施|办法|手段|方法|方式|机制|技术|行动)$/;

/** 采取措施保障安全, 要求用户提供信息: a verb, its object, and what that is to do. */
const toAct = (reading: Reading, verb: Verb, { cost }: Verbs, object: Noun): readonly Act[] =>
  reading.acts(object.end).flatMap((next) =>
    next.bare || (oneMeasure.test(reading.text.slice(object.end, next.end)) && !meansTo.test(reading.text.slice(0, object.end)))
      ? []
      : [
          {
            end: next.end,
            cost: cost + object.cost + next.cost + 0.2,
            say: (form: Form) => `${fill(inflect(verb.en, form), object.en)} to ${next.say('base')}`,
          },
        ],
  );

/** 拒绝提供服务: a verb whose object is what is done. */
const withAct = (reading: Reading, { en, frame }: Verb, { end, cost }: Verbs): readonly Act[] =>
  /[vg]/.test(frame)
    ? reading.acts(end).flatMap((next) =>
        next.bare
          ? []
          : [
              {
                end: next.end,
                cost: cost + next.cost,
                say: (form: Form) => `${inflect(en, form)} ${frame.includes('v') ? `to ${next.say('base')}` : next.say('ing')}`,
              },
            ],
      )
    : [];

const otherWays = /^(?:或者?|、)以其他(非法|不正当)(?:方式|手段)/;
/** 窃取或者以其他非法方式获取数据: two verbs, of which the second says how. */
function otherwise(reading: Reading, row: Verbs): readonly Act[] {
  const { text } = reading;
  const [lead, kind] = otherWays.exec(text.slice(row.end, row.end + 14)) ?? [];
  const [first] = row.verbs;
  if (lead === undefined || !first || row.verbs.length > 1) return [];
  const ways = `by other ${kind === '非法' ? 'unlawful' : 'improper'} means`;
  return verbRows(text, row.end + lead.length).flatMap((next) =>
    next.verbs.length > 1
      ? []
      : reading.lists(next.end).map((object) => ({
          end: object.end,
          cost: row.cost + next.cost + object.cost,
          say: (form) => `${inflect(first.en, form)} ${object.en}, or ${sayVerbs(next, form)} ${object.many ? 'them' : 'it'} ${ways}`,
        })),
  );
}

const doing: Readonly<Record<string, string>> = frames.doing;
/** 对数据进行分类, 对风险开展评估: what is done to something, which stands first. */
function onto(reading: Reading, at: number): readonly Act[] {
  const { text } = reading;
  const [lead = ''] = /^对于?/.exec(text.slice(at, at + 2)) ?? [];
  if (lead === '') return [];
  // 对活动定期开展评估: how it is done stands between.
  const objects = reading
    .lists(at + lead.length)
    .flatMap((object) => [
      { ...object, how: '' },
      ...adverbsAt(text, object.end).map(({ value: { en }, end }) => ({ ...object, end, how: en, cost: object.cost + 0.6 })),
    ]);
  return objects.flatMap((object): readonly Act[] => {
    const zh = Object.keys(doing).find((each) => text.startsWith(each, object.end));
    const from = object.end + orEmpty(zh).length;
    const manner = /ly$/.test(object.how) ? `${object.how} ` : '';
    const behind = manner !== '' || object.how === '' ? '' : ` ${object.how}`;
    const verbs = verbRows(text, from).flatMap((row): readonly Act[] => {
      if (row.verbs.some(({ frame }) => /[av]/.test(frame))) return [];
      const [verb] = row.verbs;
      const say = (form: Form) =>
        row.verbs.length === 1 && verb ? fill(inflect(verb.en, form), object.en) : `${sayVerbs(row, form)} ${object.en}`;
      return [{ end: row.end, cost: object.cost + row.cost, say: (form) => `${manner}${say(form)}${behind}` }];
    });
    const nouns =
      zh === undefined
        ? []
        : reading.items(from).map((noun) => {
            const to = zh === '给予' || zh === '予以' ? 'to' : 'of';
            return act(noun.end, object.cost + noun.cost + 1, `${manner}${orEmpty(doing[zh])}`, `${noun.en} ${to} ${object.en}${behind}`);
          });
    return [...verbs, ...nouns];
  });
}

/** display to the public → display the data to the public. */
const said = (deed: string, object: string): string => {
  const [verb = '', ...how] = deed.split(/ (?=to |in |on |within |through |with |for |from |using |at |as )/);
  return joined(verb, object, how.join(' '));
};

const movedTo: Readonly<Record<string, string>> = frames.moved;
/** 将数据纳入目录, 将个人信息用于训练. */
function moved(reading: Reading, at: number): readonly Act[] {
  const { text } = reading;
  if (!/[将把]/.test(orEmpty(text[at]))) return [];
  return reading.lists(at + 1).flatMap((object) => {
    const zh = Object.keys(movedTo).find((each) => text.startsWith(each, object.end));
    const frame = zh === undefined ? undefined : movedTo[zh];
    // 将数据向社会公开: what is done to it stands behind.
    if (zh === undefined || frame === undefined)
      return reading
        .acts(object.end)
        .flatMap((next): readonly Act[] =>
          next.bare && !next.not
            ? [{ end: next.end, cost: object.cost + next.cost + 1, say: (form) => said(next.say(form), object.en) }]
            : [],
        );
    const [base = '', link = ''] = frame.split(' {} ');
    return reading.lists(object.end + zh.length).flatMap((where) => {
      const own = act(where.end, object.cost + where.cost + 1, base, `${object.en} ${link} ${where.en}`);
      return [own, ...orGiven(reading, own, object.many ? 'them' : 'it')];
    });
  });
}

/** 将数据用于其他目的或者向第三方提供: the same thing, given to somebody. */
const orGiven = (reading: Reading, own: Act, object: string): readonly Act[] => {
  const [lead = ''] = /^或者?向/.exec(reading.text.slice(own.end, own.end + 3)) ?? [];
  if (lead === '') return [];
  return reading.lists(own.end + lead.length).flatMap((whom) =>
    whom.actor && /^提供(?![^，；。])/.test(reading.text.slice(whom.end))
      ? [
          {
            end: whom.end + 2,
            cost: own.cost + whom.cost + 0.5,
            say: (form: Form) => `${own.say(form)} or ${inflect('provide', form)} ${object} to ${whom.en}`,
          },
        ]
      : [],
  );
};

const requests: Readonly<Record<string, readonly [string, string]>> = tableOf(frames.requests);
/** 报主管部门备案, 将方案报主管部门批准. */
function requested(reading: Reading, at: number): readonly Act[] {
  const { text } = reading;
  const objects = /[将把]/.test(orEmpty(text[at])) ? reading.lists(at + 1) : [{ end: at, cost: 0, en: '' }];
  return objects.flatMap((object) => {
    return askedAt(reading, object.end).map(({ end, cost, alone, of, whom }) =>
      act(end, object.cost + cost, object.en === '' ? alone : of.replace('{}', object.en), whom),
    );
  });
}

/** 报主管部门备案: of whom what is asked, without the thing it is asked for. */
function askedAt(reading: Reading, at: number) {
  const { text } = reading;
  const [verb = ''] = /^报(?:请|送|经)?/.exec(text.slice(at, at + 2)) ?? [];
  if (verb === '') return [];
  return reading.lists(at + verb.length).flatMap((whom) => {
    const [deed, [alone, of] = []] = Object.entries(requests).find(([zh]) => text.startsWith(zh, whom.end)) ?? [];
    if (deed === undefined || alone === undefined || of === undefined || !whom.actor) return [];
    return [{ end: whom.end + deed.length, cost: whom.cost + 1, alone, of, whom: whom.en }];
  });
}

/** 自行或者委托机构开展审计: who does it is left to them. */
function entrusted(reading: Reading, at: number): readonly Act[] {
  const { text } = reading;
  const [lead = ''] = /^(?:自行)?(?:或者?|、)委托/.exec(text.slice(at, at + 6)) ?? [];
  if (lead === '' || !text.slice(0, at + lead.length).endsWith(`自行${lead.replace('自行', '')}`)) return [];
  const own = lead.startsWith('自行') ? ' by themselves' : '';
  return reading.lists(at + lead.length).flatMap((whom) =>
    reading.acts(whom.end).flatMap((next) =>
      whom.actor && !next.bare
        ? [
            {
              end: next.end,
              cost: whom.cost + next.cost + 0.5,
              say: (form: Form) => `${next.say(form)}${own} or ${inflect('entrust', form)} ${whom.en} to do so`,
            },
          ]
        : [],
    ),
  );
}

/** How, where, when, with whom; a word before the verb, or what English has behind the object. */
export type Beside = { readonly end: number; readonly cost: number; readonly en: string; readonly before: boolean };

export function besidesAt(reading: Reading, at: number): readonly Beside[] {
  const { text } = reading;
  const words = adverbsAt(text, at).map(({ value: { en, before }, end }) => ({ end, cost: 0.6, en, before }));
  const phrases = phrasesAt(reading, at, besides);
  // 自收到申请之日起5个工作日内: how long after what.
  const terms = phrasesAt(reading, at, afters).flatMap((since) =>
    timesAt(text, since.end).flatMap((time) =>
      time.en.startsWith('within ') ? [{ ...since, end: time.end, en: `${time.en} ${since.en}` }] : [],
    ),
  );
  return best([...words, ...phrases, ...terms, ...timesAt(text, at)]);
}

/** 通过数据开放平台: the name goes on, and nothing is opened. */
const goesOn = (text: string, at: number) =>
  nounsAt(text, at).some(
    ({ end }) => /(?:平台|系统|渠道|网站)$/.test(text.slice(at, end)) && verbsAt(text, at).some((verb) => verb.end < end),
  );

const byOpening = (rows: readonly (readonly string[])[]): ReadonlyMap<string, readonly (readonly string[])[]> =>
  Map.groupBy(rows, ([open = '']) => open.slice(0, 1));
const besides = byOpening(frames.besides);
const afters = byOpening(frames.after);

/** Phrases of the rows that open with the character at this place. */
const phrasesAt = (reading: Reading, at: number, rows: ReturnType<typeof byOpening>): readonly Beside[] =>
  (rows.get(reading.text.charAt(at)) ?? []).flatMap(([open = '', close = '', en = '']): readonly Beside[] => {
    if (!reading.text.startsWith(open, at)) return [];
    const from = at + open.length;
    const said = (inside: { readonly end: number; readonly cost: number }, words: string, form = en): readonly Beside[] =>
      reading.text.startsWith(close, inside.end)
        ? [{ end: inside.end + close.length, cost: inside.cost + 0.8, en: form.replace(/\{[nvs]\}/, words), before: false }]
        : [];
    if (en.includes('{v}')) return reading.acts(from).flatMap((each) => (each.bare ? [] : said(each, each.say('ing'))));
    // 自决定受理之日起: what is decided, and no decision that is accepted.
    if (en.includes('{s}') && reading.text.startsWith('决定', from)) return [];
    if (en.includes('{s}')) return statesAt(reading, from).flatMap((each) => said(each, each.en));
    // 按照登记要求: what no body requires.
    return reading.lists(from).flatMap((each) => {
      // 使用系统的部门: whoever uses it is not used.
      const isStrange = each.actor ? /^[使利]用/.test(open) : en.startsWith('as required by');
      // 按照主管部门的规定: as they provide.
      const form = each.actor && close === '的规定' ? `as {n} ${each.many ? 'provide' : 'provides'}` : en;
      return isStrange || (close === '' && goesOn(reading.text, each.end)) ? [] : said(each, each.en, form);
    });
  });

const within = frames.within.map(([pattern = '', en = '']) => ({
  zh: new RegExp(`^(?:${pattern})`),
  en,
}));
/** 5个工作日内, 2027年底前, 每年1月31日前. */
function timesAt(text: string, at: number): readonly Beside[] {
  const rest = text.slice(at, at + 40);
  for (const { zh, en } of within) {
    const match = zh.exec(rest);
    if (!match) continue;
    const said = en.replace(/\$(\w)/g, (_, name: string) => timeWord(name, match.groups?.[name]));
    return [{ end: at + match[0].length, cost: 0.8, en: said.replace(/\b1 (\w+?)s\b/, '1 $1'), before: false }];
  }
  return [];
}
const timeWord = (name: string, zh = '') =>
  name === 'm'
    ? orEmpty(months[numeralOf(zh) - 1])
    : name === 'u'
      ? orEmpty(frames.timeUnits[zh as keyof typeof frames.timeUnits])
      : String(numeralOf(zh));

export type State = { readonly end: number; readonly cost: number; readonly en: string };
/** Somebody does something: 用户提出申请. Of what occurs the thing stands behind: 发生安全事件. */
export function statesAt(reading: Reading, at: number): readonly State[] {
  const occurs = verbsAt(reading.text, at).flatMap(({ value, end }) =>
    value.frame.includes('o')
      ? reading
          .lists(end)
          .map((noun) => ({ end: noun.end, cost: noun.cost + 1, en: `${noun.en} ${inflect(value.en, noun.many ? 'many' : 'third')}` }))
      : [],
  );
  const does = reading
    .lists(at)
    .flatMap((who) =>
      reading
        .acts(who.end)
        .flatMap((each) =>
          each.bare
            ? passive(who, each)
            : [{ end: each.end, cost: who.cost + each.cost, en: `${who.en} ${each.say(who.many ? 'many' : 'third')}` }],
        ),
    );
  return best([...occurs, ...does]);
}

const passive = (who: Noun, each: Act): readonly State[] =>
  who.actor
    ? []
    : [
        {
          end: each.end,
          cost: who.cost + each.cost + 0.5,
          en: `${who.en} ${who.many ? 'are' : 'is'} ${each.not ? 'not ' : ''}${each.say('past')}`,
        },
      ];

const negations: Readonly<Record<string, string>> = frames.negations;
const negation = new RegExp(Object.keys(negations).join('|'), 'y');
/** 未履行义务, 不符合要求. */
function negated(reading: Reading, at: number): readonly Act[] {
  negation.lastIndex = at;
  const [zh] = negation.exec(reading.text) ?? [];
  if (zh === undefined) return [];
  return reading.acts(at + zh.length).flatMap((next) => {
    if (next.bare) return [{ ...next, not: true as const, end: next.end }];
    const say = (form: Form) =>
      form === 'ing' ? `not ${next.say('ing')}` : `${form === 'third' ? 'does' : form === 'past' ? 'did' : 'do'} not ${next.say('base')}`;
    return [{ end: next.end, cost: next.cost + 0.5, say }];
  });
}

export function actsAt(reading: Reading, at: number): readonly Act[] {
  const found = [...simple(reading, at), ...negated(reading, at), ...modified(reading, at)];
  const first = best(found.filter(({ bare }) => !bare));
  // 留存日志不少于六个月: how long.
  const lasting = first.flatMap((one): readonly Act[] => {
    const measure = measureAt(reading.text, one.end);
    return measure && frames.spans.includes(measure.unit) && !/(?:时间|期限|时长)$/.test(reading.text.slice(at, one.end))
      ? [{ end: measure.end, cost: one.cost + 0.5, say: (form: Form) => `${one.say(form)} for ${measure.en}` }]
      : [];
  });
  const both = first.flatMap((one): readonly Act[] => {
    const [link] = andAct.exec(reading.text.slice(one.end, one.end + 6)) ?? [];
    if (link === undefined) return [];
    return reading.acts(one.end + link.length).flatMap((next) =>
      next.bare
        ? []
        : [
            {
              end: next.end,
              cost: one.cost + next.cost + 0.5,
              say: (form: Form) => `${one.say(form)} ${link.startsWith('或') ? 'or' : 'and'} ${next.say(form)}`,
            },
          ],
    );
  });
  // A verb that is still without its object and one that has it are two things.
  return [...best(found.filter(({ bare }) => bare)), ...best([...first, ...lasting, ...both])];
}

function modified(reading: Reading, at: number): readonly Act[] {
  return besidesAt(reading, at).flatMap((beside) =>
    reading.acts(beside.end).flatMap((next): readonly Act[] => {
      // 定期评估通过认证的企业: how stands where it is of the verb.
      const said = next.say('base');
      const far = / (?:that|which) /.test(said) && !/^(?:to|for|with) /.test(beside.en);
      const say = (form: Form) =>
        beside.before || ((far || said.split(' ').length > 5) && /^\w+ly$/.test(beside.en))
          ? next.say(form).replace(/^(?:(?:are|is|be|been|being) )?/, (to) => `${to}${beside.en} `)
          : `${next.say(form)}${far ? ',' : ''} ${beside.en}`;
      return [{ ...next, cost: next.cost + beside.cost, say }];
    }),
  );
}

/** 交易应当依法进行, 记录应当保存三年: what must be done to it. */
export function passiveAct(reading: Reading, from: number): Act | undefined {
  const { text } = reading;
  const all = reading.acts(from).flatMap((act): readonly Act[] => {
    if (!act.bare || act.not) return [];
    const lasts = measureAt(text, act.end);
    const behind = lasts && frames.spans.includes(lasts.unit) ? lasts : undefined;
    if ((behind?.end ?? act.end) !== text.length) return [];
    return [{ end: text.length, cost: act.cost + 0.5, say: () => `be ${act.say('past')}${behind ? ` for ${behind.en}` : ''}` }];
  });
  // 地图应当报主管部门审核: the thing is submitted.
  const asked = askedAt(reading, from).flatMap(({ end, cost, of, whom }): readonly Act[] => {
    const [verb = '', rest = ''] = of.split(' {} ');
    return end === text.length ? [{ end, cost, say: () => `be ${inflect(verb, 'past')} ${rest} ${whom}` }] : [];
  });
  return [...all, ...asked].toSorted((a, b) => a.cost - b.cost)[0];
}
