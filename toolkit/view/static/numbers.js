// What follows from the article and the filters: which quotes are seen, who says how much.

const NOBODY = "(nobody named)";
const KINDS = { direct: "in quotation marks", mixed: "partly in marks", indirect: "reported" };
// What is no statement: it is shown, and counted nowhere.
const ACTS = { thinks: "a thought", plans: "a plan", did: "a deed" };
const TYPES = { PER: "person", ORG: "organisation", LOC: "place", MISC: "other" };
const TYPE_GROUPS = { PER: "People", ORG: "Organisations", LOC: "Places", MISC: "Other" };

/** An article made ready once: its actors and quotes by id, and which word belongs to which quote. */
function prepared(article) {
  const actor = new Map(article.actors.map((a) => [a.id, a]));
  const quote = new Map(article.quotes.map((q) => [q.id, q]));
  for (const a of article.actors) {
    a.named = a.mentions.filter((m) => m[2] === "name").length;
  }
  for (const q of article.quotes) {
    const who = actor.get(q.speaker);
    q.voice = who && who.type !== "MISC" ? who.name : NOBODY;
    q.stated = !(q.act in ACTS);
    q.how = q.stated ? KINDS[q.kind] : ACTS[q.act];
    q.who = who ? who.name : q.speaker_text ? `${q.speaker_text} (not named)` : NOBODY;
  }
  // Parts of quotes, the longest first: painted over one another, the innermost quote stays.
  const parts = article.quotes
    .flatMap((q, k) => q.content.map(([a, b]) => ({ a, b, k, from: below(article.attributed, a), to: below(article.attributed, b) })))
    .sort((x, y) => y.b - y.a - (x.b - x.a) || x.k - y.k);
  const speakers = [...new Set(article.quotes.map((q) => q.voice))].sort((a, b) =>
    a === NOBODY ? 1 : b === NOBODY ? -1 : BY_NAME(a, b),
  );
  const last = Math.max(0, ...article.paragraphs.map((p) => p[2] ?? 0));
  return { ...article, actor, quote, parts, speakers, last };
}

/** How many of a sorted list's numbers lie below x. */
function below(numbers, x) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The quotes that the filters let through. */
function seenQuotes(article, view) {
  const [first, last] = view.paragraphs ?? [0, Infinity];
  return article.quotes.filter(
    (q) =>
      view.kinds.includes(q.kind) &&
      q.confidence >= view.confidence &&
      q.paragraph >= first &&
      q.paragraph <= last &&
      (!view.speaker || q.voice === view.speaker),
  );
}

/** Words in quotation marks and reported, by speaker, of these quotes; each word counts for its innermost quote. */
function voices(article, found) {
  const quotes = found.filter((q) => q.stated);
  const seen = new Set(quotes.map((q) => q.id));
  const owner = new Int32Array(article.attributed.length).fill(-1);
  for (const { from, to, k } of article.parts) if (seen.has(article.quotes[k].id)) owner.fill(k, from, to);
  const rows = new Map();
  const row = (name) => rows.get(name) ?? rows.set(name, { name, quotes: 0, quoted: 0, indirect: 0 }).get(name);
  for (const q of quotes) row(q.voice).quotes += 1;
  let total = 0;
  owner.forEach((k, word) => {
    if (k < 0) return;
    const inside = article.in_quotation_marks[word];
    row(article.quotes[k].voice)[inside ? "quoted" : "indirect"] += 1;
    total += inside;
  });
  for (const r of rows.values()) r.share = total ? r.quoted / total : 0;
  const ordered = [...rows.values()].sort(
    (a, b) => (a.name === NOBODY) - (b.name === NOBODY) || b.quoted - a.quoted || b.indirect - a.indirect,
  );
  return { total, rows: ordered, of: (name) => rows.get(name) ?? { name, quotes: 0, quoted: 0, indirect: 0, share: 0 } };
}

/** Actors of the types asked for, those named most often first; equal ones in the order of the text. */
function shownActors(article, view) {
  return article.actors
    .filter((a) => view.types.includes(a.type) && (a.mentions.length || a.corrected))
    .sort((a, b) => b.named - a.named || (a.mentions[0]?.[0] ?? Infinity) - (b.mentions[0]?.[0] ?? Infinity));
}
