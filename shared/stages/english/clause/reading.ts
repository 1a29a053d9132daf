import { type Act, actsAt } from './acts.ts';
import frames from './frames.json' with { type: 'json' };
import { itemsAt, listsAt, type Noun, rowsAt } from './nouns.ts';

/** A sentence as it is read: what begins at each place is worked out once. */
export class Reading {
  readonly text: string;
  readonly #kept = new Map<string, unknown>();

  constructor(text: string) {
    this.text = text;
  }

  #once<T>(name: string, at: number, make: () => readonly T[]): readonly T[] {
    const key = `${name}${at}`;
    const held = this.#kept.get(key);
    if (held !== undefined) return held as readonly T[];
    // What asks for itself again finds nothing.
    this.#kept.set(key, []);
    const made = make();
    this.#kept.set(key, made);
    return made;
  }

  items(at: number): readonly Noun[] {
    return this.#once('item', at, () => itemsAt(this, at));
  }
  lists(at: number): readonly Noun[] {
    return this.#once('list', at, () => listsAt(this, at));
  }
  rows(at: number, left: number): ReturnType<typeof rowsAt> {
    return this.#once(`row${left} `, at, () => rowsAt(this, at, left));
  }
  acts(at: number): readonly Act[] {
    return this.#once('act', at, () => actsAt(this, at));
  }
}

export const cheapest = <T extends { readonly cost: number }>(all: readonly T[]): T | undefined =>
  all.toSorted((a, b) => a.cost - b.cost)[0];
export const whole = <T extends { readonly end: number; readonly cost: number }>(all: readonly T[], end: number): T | undefined =>
  cheapest(all.filter((each) => each.end === end));
export const wholeAct = (reading: Reading, from: number, end: number): Act | undefined =>
  cheapest(reading.acts(from).filter((each) => each.end === end && !each.bare));

const consents = frames.consents as Readonly<Record<string, string>>;
/** 未经用户同意, 经主管部门批准. */
export function consent(text: string): string | undefined {
  const [, not, inner = '', deed = ''] =
    /^(未经|非经|经|征得|取得|未取得)(.{0,40}?)(?:的)?(单独同意|书面同意|明确同意|事先同意|同意|批准|许可|授权|允许|审核|审批|审查|评估|备案)(?:后|的)?$/.exec(
      text,
    ) ?? [];
  const said = consents[deed];
  if (not === undefined || said === undefined) return undefined;
  const reading = new Reading(inner);
  const by = inner === '' ? undefined : whole(reading.lists(0), inner.length);
  if (inner !== '' && !by) return undefined;
  const what = by ? said : said.replace(/^the /, '');
  return `${/[未非]/.test(not) ? 'without' : 'with'} ${what}${by ? ` ${said.endsWith('by') ? '' : 'of '}${by.en}` : ''}`.replace(
    / by$/,
    '',
  );
}
