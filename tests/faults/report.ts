import { appendFileSync } from 'node:fs';
import { type Bound, checks } from './checks.ts';

/** The long form, `npm run test:faults`: full counts. In `npm test` the same files run with few. */
export const long = process.env['FAULTS'] === 'long';

export function holds(bound: Bound, figure: number, inLong: boolean): boolean {
  if ('is' in bound) return figure === bound.is;
  if ('atMost' in bound) return figure <= bound.atMost;
  return figure >= (inLong ? bound.atLeast : (bound.short ?? bound.atLeast));
}

/** Reports what a test measured of a check, for the table that the long form prints. Fails when a bound of the check is passed. */
export function reported(number: number, figures: Readonly<Record<string, number>>): void {
  const check = checks.find((each) => each.number === number);
  if (!check) throw new Error(`the table has no check ${number}`);
  const file = process.env['FAULT_REPORT'];
  if (file) appendFileSync(file, `${JSON.stringify({ number, figures })}\n`);
  const passed = Object.entries(figures).flatMap(([name, figure]) => {
    const bound = check.figures[name];
    if (!bound) return [`no figure ${name} in the table`];
    return holds(bound, figure, long) ? [] : [`${name} is ${figure}, asked is ${JSON.stringify(bound)}`];
  });
  if (passed.length > 0) throw new Error(`check ${number} (${check.given}): ${passed.join('; ')}`);
}
