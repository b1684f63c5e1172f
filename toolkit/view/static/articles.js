// Several articles: a list to choose from, searched by title, date and name here, by their texts in Python.

const PAGE = 50;
const TYPED = 150; // milliseconds without a key after which the texts are searched

/** A query to many articles as one to a single article's text: a phrase, or any of the words. */
function inOneText(query) {
  const phrase = query.match(/"([^"]+)"?/);
  return phrase ? phrase[1].trim() : query.split(/\s+/).join("|");
}

function articlesPane(model, act) {
  const rows = model.get("articles");
  const searchable = model.get("searchable");
  const folded = rows.map(([title, about]) => `${title} ${about}`.toLowerCase());
  const placeholder = searchable ? 'words of the articles: migra*, "border crisis", wall|fence' : "words of title, date or name";
  const field = h("input", { type: "search", "aria-label": "Search the articles", placeholder, class: "grow" });
  const place = h("div", {});
  const said = h("span", { class: "under", "aria-live": "polite" });
  const element = h(
    "details",
    { class: "articles", open: model.get("chosen") < 0 },
    h("summary", {}, ""),
    h("div", { class: "row" }, field, said),
    place,
  );
  let inTexts = { query: "", found: [] }; // what Python found, the best first

  /** Numbers of the articles that fit: those whose title, date or name does first, then those whose text does. */
  function fitting(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const named = [];
    for (let k = 0; k < rows.length; k += 1) if (words.every((word) => folded[k].includes(word))) named.push(k);
    if (!searchable || !query || inTexts.query !== query) return named;
    const texts = new Set(inTexts.found);
    return [...named.filter((k) => !texts.has(k)), ...inTexts.found];
  }

  function draw() {
    const query = field.value.trim();
    const found = fitting(query);
    said.textContent = query ? `${COMMAS.format(found.length)} of ${COMMAS.format(rows.length)}` : "";
    const chosen = model.get("chosen");
    element.firstChild.textContent =
      chosen < 0 ? `Choose one of ${count(rows.length, "article")}` : `Article ${COMMAS.format(chosen + 1)} of ${COMMAS.format(rows.length)}: choose another`;
    const asked = searchable && query && inTexts.query === query;
    const passages = new Map(asked ? found.map((k) => [k, h("span", { class: "passage" })]) : []);
    const show = (from) => asked && passagesOf(query, found.slice(from, from + PAGE), passages);
    const start = Math.max(0, found.indexOf(chosen));
    place.replaceChildren(
      list({
        label: "Articles",
        name: "titles",
        page: PAGE,
        start,
        rows: found.map((k) => ({
          key: String(k),
          chosen: k === chosen,
          label: plain(`${rows[k][0]}, ${rows[k][1]}`),
          parts: [h("span", { class: "name" }, plain(rows[k][0])), h("span", { class: "under" }, plain(rows[k][1])), passages.get(k)].filter(Boolean),
        })),
        pick: (key) => open(Number(key)),
        turned: show,
        none: searchable ? "No article has all these words." : "No article has all these words in its title, date or name.",
      }),
    );
    show(Math.floor(start / PAGE) * PAGE);
  }

  /** Fills in the passages of the rows that are shown. */
  async function passagesOf(query, articles, passages) {
    const texts = new Set(inTexts.found);
    const wanted = articles.filter((k) => texts.has(k) && !passages.get(k).firstChild);
    if (!wanted.length) return;
    const answer = await act.ask({ do: "snippets", query, articles: wanted }, "searching the texts");
    for (const [k, pieces] of answer?.snippets ?? [])
      passages.get(k).replaceChildren(...pieces.map(([text, found]) => (found ? h("mark", {}, plain(text)) : plain(text))));
  }

  async function searchTexts() {
    const query = field.value.trim();
    if (!query || query === inTexts.query) return;
    const answer = await act.ask({ do: "find", query }, "searching the texts");
    if (!answer || query !== field.value.trim()) return;
    inTexts = { query, found: answer.found };
    draw();
  }

  async function open(k) {
    const query = inTexts.query && inTexts.query === field.value.trim() && inTexts.found.includes(k) ? inOneText(inTexts.query) : null;
    if (!(await act.ask({ do: "open", k }, "reading the article", true))) return;
    element.open = false;
    if (query) act.set({ tab: "search", query });
  }

  let typed = null;
  field.addEventListener("input", () => {
    clearTimeout(typed);
    typed = setTimeout(() => {
      draw();
      if (searchable) typed = setTimeout(searchTexts, TYPED - 40);
    }, 40);
  });
  draw();
  return { element, draw };
}
