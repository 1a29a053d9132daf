// @ts-check
// Searches the rows of a published site: words of the Latin script from their beginning, Chinese by pairs of letters.

/** @typedef {[id: string, day: string, name: string, below: string, words: string]} Row */
const { MiniSearch, hongtouRows } =
  /** @type {{ MiniSearch: new (options: object) => { addAll(rows: object[]): void, search(words: string): { id: number }[] }, hongtouRows: { part: boolean, rows: Row[] } }} */ (
    /** @type {unknown} */ (window)
  );

/** @param {string} text */
const tokenize = (text) =>
  [...text.toLowerCase().matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)].flatMap(([word]) =>
    !/\p{Script=Han}/u.test(word) || word.length === 1 ? [word] : [...word].slice(1).map((letter, at) => `${[...word][at]}${letter}`),
  );

const most = 100;
const words = new URLSearchParams(location.search).get('q') ?? '';
const field = /** @type {HTMLInputElement | null} */ (document.querySelector('form[role=search] input'));
if (field) field.value = words;

const index = new MiniSearch({
  fields: ['name', 'below', 'words'],
  tokenize,
  searchOptions: { combineWith: 'AND', boost: { name: 3 }, prefix: (/** @type {string} */ term) => /^[a-z]{3}/.test(term) },
});
index.addAll(hongtouRows.rows.map(([, , name, below, others], id) => ({ id, name, below, words: others })));

const found = words.trim() === '' ? [] : index.search(words);
for (const { id } of found.slice(0, most)) {
  const [document_, day, name, below] = /** @type {Row} */ (hongtouRows.rows[id]);
  const item = document.createElement('li');
  item.className = 'row two';
  const when = document.createElement('p');
  when.className = 'when';
  when.textContent = day;
  const link = document.createElement('a');
  link.href = `documents/${document_}.html`;
  link.textContent = name;
  const under = document.createElement('p');
  under.className = 'small soft';
  under.textContent = below;
  const title = document.createElement('p');
  title.append(link);
  const all = document.createElement('div');
  all.append(title, under);
  item.append(when, all);
  document.getElementById('hits')?.append(item);
}
const said = document.getElementById('found');
if (said && words.trim() !== '') {
  const count = found.length === 0 ? said.dataset['none'] : `${found.length} ${said.dataset['found']}`;
  said.textContent = `${count}${hongtouRows.part ? ` ${said.dataset['part']}` : ''}`;
}
