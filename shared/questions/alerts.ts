import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import type { ShownChoices } from '../model/reader.ts';
import { choiceFields, toForm } from '../stages/digest/choice-form.ts';
import { RequestProblem } from './question.ts';
import { said, type Tool, thing, things, tool } from './tool.ts';

/** What a reader is told of, as an assistant with a token of that reader sets it: the choices of the mails, and no others. */

const fields = ['search', ...choiceFields.map(({ name }) => name)] as const;

const leftOut = () => new RequestProblem(400, 'field, value: name what is to be created or deleted');
const notThere = (field: string, value: string) =>
  new RequestProblem(400, `value: "${value}" is not among the values of ${field}; see list`);

function told({ choices: { searches = [], ...choices }, links, titles }: ShownChoices): object {
  return { searches: searches.map((each) => ({ ...each, ...links[each.id] })), choices, titles };
}

type Change = { readonly field: string; readonly value: string; readonly name?: string };

function added(form: Map<string, string>, { field, value, name }: Change): void {
  form.set(field, value);
  if (name !== undefined) form.set('search-name', name);
}

function without(form: Map<string, string>, { field, value }: Change, { choices }: ShownChoices, today: string): void {
  const search = choices.searches?.find((each) => field === 'search' && each.name === value)?.id;
  const known = choiceFields.find(({ name }) => name === field);
  const id = search ?? known?.find(value, today) ?? value;
  if (!form.delete(`${field}.${id}`) && !(known?.most === undefined && form.delete(field))) throw notThere(field, value);
}

/** The tool of a token of this reader. */
export const alertsTool = (reader: string): Tool =>
  tool({
    name: 'alerts',
    changes: true,
    takes: {
      do: z.enum(['list', 'create', 'delete']).default('list'),
      field: z.enum(fields).exactOptional(),
      value: said(1000, 'What is created; or the name or id of what is deleted'),
      name: said(60, 'Of a search: as it will stand in the mail'),
    },
    gives: { searches: things, choices: thing },
    async answer({ do: what, field, value, name }, answers: Answers) {
      const { readers } = answers;
      const token = await readers.tokenOf(reader);
      const before = token === undefined ? undefined : await readers.shown(token);
      if (token === undefined || !before) throw new RequestProblem(403, 'the reader of this token receives no mail any more');
      if (what === 'list') return { ...told(before), notHeld: [] };
      if (field === undefined || value === undefined) throw leftOut();
      const form = new Map(toForm(before.choices, answers.today()));
      const change = { field, value, ...(name !== undefined && { name }) };
      if (what === 'create') added(form, change);
      else without(form, change, before, answers.today());
      const { wrong = [] } = (await readers.choose(token, form, true)) ?? {};
      if (wrong.length > 0) throw new RequestProblem(400, wrong.map((each) => `${each.field}: ${each.says[0]}`).join('; '));
      return { ...told((await readers.shown(token)) ?? before), notHeld: [] };
    },
  });
