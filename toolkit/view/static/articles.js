// Several articles: a list to choose from, with search.

function articlesPane(model, act) {
  const rows = model.get("articles");
  const folded = rows.map(([title, about]) => `${title} ${about}`.toLowerCase());
  const field = h("input", { type: "search", "aria-label": "Search the articles", placeholder: "words of title, date or name", class: "grow" });
  const place = h("div", {});
  const said = h("span", { class: "under", "aria-live": "polite" });
  const element = h(
    "details",
    { class: "articles", open: model.get("chosen") < 0 },
    h("summary", {}, ""),
    h("div", { class: "row" }, field, said),
    place,
  );

  function draw() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [];
    for (let k = 0; k < rows.length; k += 1) if (words.every((word) => folded[k].includes(word))) found.push(k);
    said.textContent = words.length ? `${COMMAS.format(found.length)} of ${COMMAS.format(rows.length)}` : "";
    const chosen = model.get("chosen");
    element.firstChild.textContent =
      chosen < 0 ? `Choose one of ${count(rows.length, "article")}` : `Article ${COMMAS.format(chosen + 1)} of ${COMMAS.format(rows.length)}: choose another`;
    place.replaceChildren(
      list({
        label: "Articles",
        name: "titles",
        page: 50,
        start: Math.max(0, found.indexOf(chosen)),
        rows: found.map((k) => ({
          key: String(k),
          chosen: k === chosen,
          label: plain(`${rows[k][0]}, ${rows[k][1]}`),
          parts: [h("span", { class: "name" }, plain(rows[k][0])), h("span", { class: "under" }, plain(rows[k][1]))],
        })),
        pick: (key) => open(Number(key)),
        none: "No article has all these words in its title, date or name.",
      }),
    );
  }

  async function open(k) {
    if (await act.ask({ do: "open", k }, "reading the article", true)) element.open = false;
  }

  let typed = null;
  field.addEventListener("input", () => {
    clearTimeout(typed);
    typed = setTimeout(draw, 40);
  });
  draw();
  return { element, draw };
}
