import { defaultStack } from '../../../infra/config.ts';
import { opt } from '../../../shared/model/values.ts';
import { fitted } from '../layout.ts';
import { paint } from '../paint.ts';
import { networkTrouble } from '../system-trouble.ts';

export type Diagnosis = { readonly check: string; readonly ok: boolean; readonly found: string; readonly remedy?: string };

const diagnosis =
  (ok: boolean) =>
  (check: string, found: string, remedy?: string): Diagnosis => ({ check, ok, found, ...opt('remedy', remedy) });
export const good = diagnosis(true);
export const bad = diagnosis(false);

/** The same with the stack's name behind `deploy`, where it is not the usual one: without it another stack would be made. */
export const forStack =
  (name: string) =>
  (said: Diagnosis): Diagnosis => {
    const remedy = name === defaultStack ? said.remedy : said.remedy?.replaceAll(/npx hongtou deploy(?! --name)/g, `$& --name ${name}`);
    return { ...said, ...opt('remedy', remedy) };
  };

const mark = ({ ok, remedy }: Diagnosis): string =>
  ok ? (remedy === undefined ? paint('green', 'ok  ') : paint('yellow', 'note')) : paint('red', 'fail');

export const renderDiagnosis = (said: Diagnosis): string =>
  `${fitted(`${said.check}: ${said.found}${said.remedy === undefined ? '' : `; ${said.remedy}`}`, `${mark(said)} `, '     ')}\n`;

export const saidByAws = (error: unknown): string =>
  networkTrouble(error) ?? (error instanceof Error ? `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}` : String(error));

/** A way that is closed says its remedy itself. */
const remedyFor = (error: unknown, remedy: string): string | undefined => (networkTrouble(error) === undefined ? remedy : undefined);

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && /NotFound|NoSuch|does not exist|ParameterNotFound/i.test(`${error.name} ${error.message}`);

export async function unlessAbsent<T>(request: Promise<T>): Promise<T | undefined> {
  return request.catch((error: unknown) => {
    if (isAbsent(error)) return undefined;
    throw error;
  });
}

const allow = 'allow it to these credentials, and ask "hongtou doctor" again';

export async function lookedAt(
  check: string,
  look: () => Promise<Diagnosis | readonly Diagnosis[]>,
  remedy = allow,
): Promise<readonly Diagnosis[]> {
  try {
    return [await look()].flat();
  } catch (error) {
    return [good(check, `could not be looked at (${saidByAws(error)})`, remedyFor(error, remedy) ?? 'ask "hongtou doctor" again')];
  }
}

export async function required(check: string, look: () => Promise<Diagnosis | readonly Diagnosis[]>): Promise<readonly Diagnosis[]> {
  try {
    return [await look()].flat();
  } catch (error) {
    return [bad(check, saidByAws(error), remedyFor(error, 'allow it to these credentials, or name others with AWS_PROFILE'))];
  }
}
