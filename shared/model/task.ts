/** `trace`: the round and the source that a task comes from (pipeline/collect/trace.ts). */
type Traced = { readonly trace?: string };

/** One unit of work for `collect`. FIFO message group = host, deduplication id = `id`. */
export type Task =
  | (Traced & {
      readonly kind: 'listing';
      readonly id: string;
      readonly sourceId: string;
      readonly url: string;
      /** Which listing of its source (the first when absent), and the round that all listings of the source are read in. */
      readonly list?: string;
      readonly round?: string;
      /** The slot that it was due in: what its reading notes in the state of the source, so that it is not due again. */
      readonly slot?: string;
      /** A backfill: until entries are older than this day, over at most so many pages of the listing. */
      readonly since?: string;
      /** Pages of it that were read when the task was sent: it goes on behind them. */
      readonly from?: number;
      readonly listingPages?: number;
    })
  | (Traced & {
      readonly kind: 'page';
      readonly id: string;
      readonly sourceId: string;
      readonly url: string;
      readonly entry?: import('./article.ts').Entry;
      /** A backfill, or a landmark, asks for it: what is old is no news. */
      readonly backfill?: true;
      /** Set when the address is visited again. */
      readonly revisit?: boolean;
      /** The document of the address when the task was sent: what is read with the address, and no more than that. */
      readonly documentId?: string;
      /** A text that another page cites with a link: no listing has it, so that its absence is no failure of its source. */
      readonly wanted?: boolean;
      /** Its message came before: what was stored then may not be counted yet. */
      readonly again?: boolean;
    });
