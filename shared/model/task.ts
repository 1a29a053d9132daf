/** One unit of work for `collect`. FIFO message group = host, deduplication id = `id`. */
export type Task =
  | { readonly kind: 'listing'; readonly id: string; readonly sourceId: string; readonly url: string }
  | {
      readonly kind: 'page';
      readonly id: string;
      readonly sourceId: string;
      readonly url: string;
      readonly entry?: import('./article.ts').Entry;
      /** Set when the address is looked at again. */
      readonly revisit?: boolean;
    };
