import * as z from 'zod';

/** Shapes of what programs are told, and the types that the program itself has of it: each is said once, as a value of zod. */

/** The type of a shape; nothing that is told is changed. */
export type Told<S extends z.ZodType> = Fixed<z.output<S>>;
type Fixed<T> = T extends readonly (infer Item)[]
  ? readonly Fixed<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Fixed<T[Name]> }
    : T;

export const text = (says: string) => z.string().describe(says);
export const count = (says: string) => z.int().nonnegative().describe(says);
export const day = (says: string) => z.string().meta({ format: 'date', description: says });
export const instant = (says: string) => z.string().meta({ format: 'date-time', description: says });
/** An object or list whose fields are not described one by one. */
export const anything = z.object({});
export const list = (says: string) => anything.array().describe(says);
export const counts = (says: string) => z.record(z.string(), z.int().nonnegative()).describe(says);

/** A page of a list. */
export const paged = <T extends z.ZodType, M extends z.ZodRawShape>(items: T, more: M) =>
  z.object({ items: items.array(), next: text('Cursor of the page that follows; absent on the last one').exactOptional(), ...more });
export const total = { total: count('How many there are on all pages') };

export const names = z.object({ en: text('In English'), zh: text('In Chinese') }).describe('Its names');
export const issuer = z
  .object({ id: text('Id of a body that is known').exactOptional(), name: text('As written'), english: z.string().exactOptional() })
  .meta({ id: 'Issuer', description: 'A body that issued it' });
/** A text that is named, held or not. */
export const target = z.object({
  id: text('Id, when it is held').exactOptional(),
  title: z.string().exactOptional(),
  number: text('Document number').exactOptional(),
  english: text('English title').exactOptional(),
});
export const fieldChange = z
  .object({ field: text('text, title, dates.effective, …'), before: z.string().exactOptional(), after: z.string().exactOptional() })
  .meta({ id: 'FieldChange', description: 'What a field said before and says after' });
export const named = z.object({ id: z.string(), title: z.string(), english: text('English title; empty where none is known') });
export const dated = named.extend({ day: text('A day in Beijing; empty where none is known') });
export const quantity = z.object({
  value: z.number().describe('In base units'),
  unit: text('EFLOPS, kWh, CNY, %, count, …'),
  year: z.int().describe('Year that the sentence states').exactOptional(),
  bound: z.enum(['at-least', 'at-most', 'about', 'exactly']),
  strict: z.literal(true).describe('The number itself is left out: 超过, 不足').exactOptional(),
  quote: text('The sentence'),
});
