import type { Classification, FieldChange, Head } from '../../model/document.ts';

type Judged = Pick<Classification, 'relevant' | 'themes' | 'taxonomy'>;

const words = ({ relevant, themes }: Judged): string =>
  relevant
    ? themes
        .map(({ theme }) => theme)
        .toSorted()
        .join(', ')
    : 'irrelevant';

/**
 * What moves when a document is read again after a change of themes, words or weights. Nothing when they are the same, or when a person
 * has chosen the themes.
 */
export function themeMoves(before: Judged & Pick<Head, 'label'>, after: Judged): readonly FieldChange[] {
  if (before.label || before.taxonomy === after.taxonomy || words(before) === words(after)) return [];
  return [{ field: 'themes', before: words(before), after: words(after) }];
}
