import type { Classification, FieldChange, Head } from '../../model/document.ts';

type ThemeDecision = Pick<Classification, 'relevant' | 'themes' | 'taxonomy'>;

const themeList = ({ relevant, themes }: ThemeDecision): string =>
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
export function compareThemes(before: ThemeDecision & Pick<Head, 'label'>, after: ThemeDecision): readonly FieldChange[] {
  if (before.label || before.taxonomy === after.taxonomy || themeList(before) === themeList(after)) return [];
  return [{ field: 'themes', before: themeList(before), after: themeList(after) }];
}
