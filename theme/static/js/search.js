// The search page, over Pagefind's index. Pagefind goes by prefixes and stems, so it finds too much (كيري finds كيربي) and,
// of words with a clitic, too little: it is asked for those forms too, and each answer's own text is then looked at.
// Not a module: a browser runs none from disk, and there the page has something to say.
(() => {
  const PAGE = 10;
  const READ = 100; // answers whose texts are looked at in one go: 2-5 KB each
  const CLITICS = ["و", "وال", "ال", "ل", "لل", "ول", "ب", "بال", "وب", "ف", "ك"];
  const PATIENCE = 300; // milliseconds before the page says that it is searching
  const NAMES_PER_KIND = 6;
  const BEFORE = 8; // words of an excerpt before the first that is sought
  const LONG = 30; // words of an excerpt
  const ENDED = /[.!؟?…][»”"')]*$/u; // a sentence's last word: nothing is missing there
  const KINDS = ["PER", "LOC", "ORG", "MISC"];
  const place = document.getElementById("search");
  const form = document.querySelector(".searchbox");
  const field = form.elements.q;
  const say = place.dataset;
  const chosen = {};
  let pagefind;
  let ready = false;
  let loading = false;
  let open = matchMedia("(min-width: 60em)").matches; // the filters; they would fill a phone's screen
  let turn = 0;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const notice = (text) => {
    const made = element("p", "notice", text);
    place.replaceChildren(made);
  };
  const digits = (n) => String(n).replace(/\d/g, (digit) => say.digits[digit]);
  const clean = (text) => text.normalize("NFC").replace(/[\u0640\u064B-\u0655\u0670\u200C-\u200F\u202A-\u202E\u2066-\u2069]/g, "").trim();
  // One spelling for what readers write in several: hamzas, ة and ه, ى and ي, the digits.
  const fold = (text) => clean(text.normalize("NFKC")).toLowerCase().replace(/[أإآٱ]/g, "ا").replace(/ة/g, "ه").replace(/[ىی]/g, "ي").replace(/ک/g, "ك")
    .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660);
  const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const bare = (word) => /^(?:[وف]?(?:[بك]?ال|لل)|[وف]?[بلك]|[وف])(.{3,})$/.exec(word)?.[1] ?? word;

  // How a text's word may be a word of the query: [as it is written, with clitics, inflected], the nearest first.
  // ال counts as a clitic. Endings are looked for only in words of four letters or more: بوت is not in بوتين.
  function forms(word) {
    const core = /^ال.{3,}$/.test(word) ? word.slice(2) : word;
    const clitics = "[وف]?(?:[بك]?ال|لل|[بلك])?";
    const nearest = core === word ? `(?:ال)?${word}` : word;
    const own = core === word ? "ها|هم|هما|هن|كم|نا|ات|" : ""; // a word with ال owns nothing
    const stem = core.endsWith("ه") ? `${core.slice(0, -1)}(?:ت(?:${own && "ه|ها|هم|هما|هن|ك|كم|نا|ي|"}ان|ين)|ات)` : `${core}(?:${own}ون|ين)`;
    return [nearest, `${clitics}${core}`, core.length > 3 ? `${clitics}${stem}` : "(?!)"].map((form) => new RegExp(`^${form}$`, "u"));
  }

  // How far a text is from the query: 0 if it holds every word as written, Infinity if one is missing.
  function distance(sought, text) {
    const held = [...new Set(words(text))];
    return sought.reduce((far, word) => {
      const at = word.findIndex((form) => held.some((other) => form.test(other)));
      return far + (at < 0 ? Infinity : at);
    }, 0);
  }

  // Pagefind's answers to the query and to it with a clitic on one of its words; an answer stands where it first came.
  async function ask(query) {
    const filters = Object.fromEntries(Object.entries(chosen).filter(([, names]) => names.length));
    const spelt = query.split(/\s+/);
    const readings = [query];
    if (!query.includes('"') && spelt.length <= 3) {
      spelt.forEach((word, at) => {
        const core = /^ال.{3,}$/.test(word) ? word.slice(2) : word;
        readings.push(...CLITICS.map((clitic) => spelt.with(at, clitic + core).join(" ")));
      });
    }
    const found = await Promise.all([...new Set(readings)].map((reading) => pagefind.search(reading, { filters })));
    const results = new Map();
    for (const one of found) for (const result of one.results) if (!results.has(result.id)) results.set(result.id, result);
    return [...results.values()];
  }

  // `next()` reads on until there is something to show: the data of results that hold the query's words, the nearest first.
  function reader(results, query) {
    const sought = words(query).map(forms);
    let read = 0;
    return {
      done: () => read >= results.length,
      async next() {
        const kept = [];
        while (!kept.length && read < results.length) {
          const part = await Promise.all(results.slice(read, read + READ).map((result) => result.data()));
          read += part.length;
          for (const data of part) {
            const far = distance(sought, `${data.meta.title} ${data.content}`);
            if (far < Infinity) kept.push({ data: { ...data, sought }, far });
          }
        }
        return kept.sort((a, b) => a.far - b.far).map(({ data }) => data);
      },
    };
  }

  // A query that nothing holds may begin with a clitic of its own: then without it.
  async function find(query) {
    for (const reading of new Set([query, query.split(/\s+/).map(bare).join(" ")])) {
      const from = reader(await ask(reading), reading);
      const first = await from.next();
      if (first.length) return { from, first };
    }
    return { from: reader([], query), first: [] };
  }

  function count(found) {
    const names = Object.fromEntries(KINDS.map((kind) => [kind, {}]));
    for (const kind of KINDS) for (const data of found) for (const name of data.filters?.[kind] ?? []) names[kind][name] = (names[kind][name] ?? 0) + 1;
    return names;
  }

  // A text without the blanks that Pagefind leaves where an element begins or ends inside marks.
  function tidy(text) {
    const joined = text.replace(/([«“(])\s+/g, "$1").replace(/\s+([»”)،؛:.!؟])/g, "$1");
    return ['"', "''"].reduce((done, mark) => {
      if (done.split(mark).length % 2 === 0) return done; // one is missing: which opens is not known
      return done.split(mark).map((part, at) => (at % 2 ? part.trim() : part)).join(mark);
    }, joined);
  }

  // A passage of an answer behind its title, round the first word that is sought, the nearest form before the others.
  // Pagefind's own marks what shares a stem with the query: ويروي for بيروت.
  function excerpt({ content, meta, sought }) {
    const text = tidy(content.startsWith(meta.title) ? content.slice(meta.title.length) : content);
    const held = text.replace(/^[\s.]+/, "").trim().split(/\s+/);
    const is = (token, near) => words(token).some((word) => sought.some((forms) => forms.slice(0, near).some((form) => form.test(word))));
    const at = [1, 2, 3].map((near) => held.findIndex((token) => is(token, near))).find((place) => place >= 0) ?? 0;
    const from = Math.max(0, Math.min(at - BEFORE, held.length - LONG));
    const part = held.slice(from, from + LONG);
    const cut = (before) => before !== undefined && !ENDED.test(before); // within a sentence
    const made = element("p", "", cut(held[from - 1]) ? "…" : "");
    for (const [place, token] of part.entries()) {
      if (place) made.append(" ");
      const [, opening, word, closing] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su.exec(token);
      made.append(...(is(token, 3) ? [opening, element("mark", "", word), closing] : [token]));
    }
    if (from + LONG < held.length && cut(part.at(-1))) made.append("…");
    return made;
  }

  function row(data) {
    const item = element("li", "results__item card");
    const title = element("h2");
    const anchor = element("a");
    anchor.href = data.url;
    anchor.append(element("bdi", "", data.meta.title));
    title.append(anchor);
    const meta = element("p", "meta");
    for (const name of ["date", "source"]) if (data.meta[name]) meta.append(element("bdi", "", data.meta[name]), " ");
    item.append(title, excerpt(data), meta);
    return item;
  }

  function filters(names, again) {
    const box = element("details", "results__filters");
    box.open = open;
    box.addEventListener("toggle", () => { open = box.open; });
    box.append(element("summary", "", say.filters));
    for (const kind of KINDS) {
      const on = chosen[kind] ?? [];
      const top = Object.entries({ ...Object.fromEntries(on.map((name) => [name, 0])), ...names[kind] }).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "ar")).slice(0, NAMES_PER_KIND);
      if (!top.length) continue;
      const line = element("div", "names__kind");
      const list = element("div", "chips");
      for (const [name, count] of top) {
        const button = element("button", "chip");
        button.type = "button";
        button.setAttribute("aria-pressed", String(on.includes(name)));
        button.append(element("bdi", "", name), " ", element("small", "", digits(count)));
        button.addEventListener("click", () => {
          chosen[kind] = on.includes(name) ? on.filter((other) => other !== name) : [...on, name];
          again();
        });
        list.append(button);
      }
      line.append(element("p", "names__label", say[kind.toLowerCase()]), list);
      box.append(line);
    }
    return box;
  }

  async function run() {
    if (!ready) return loading && field.value ? notice(say.busy) : undefined;
    const query = clean(field.value.replace(/[«»“”]/g, '"'));
    const mine = ++turn;
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    if (!query) return place.replaceChildren();
    const slow = setTimeout(() => { if (mine === turn) notice(say.busy); }, PATIENCE);
    let found;
    try {
      found = await find(query);
    } finally {
      clearTimeout(slow);
    }
    if (mine !== turn) return undefined;
    const { from, first } = found;
    if (!first.length && !Object.values(chosen).some((list) => list.length)) {
      notice(say.none.replace("{query}", query));
      return place.append(element("p", "meta", say.hint));
    }
    const kept = [...first];
    const total = element("p", "results__count meta");
    const list = element("ol", "results__list");
    list.setAttribute("role", "list");
    const more = element("button", "button", say.more);
    more.type = "button";
    let shown = 0;
    const next = async () => {
      more.disabled = true;
      if (shown >= kept.length) kept.push(...await from.next());
      if (mine !== turn) return;
      list.append(...kept.slice(shown, shown + PAGE).map(row));
      shown = Math.min(shown + PAGE, kept.length);
      total.textContent = `${from.done() ? say.count : say.atLeast} ${digits(kept.length)}`;
      more.hidden = shown >= kept.length && from.done();
      more.disabled = false;
    };
    more.addEventListener("click", next);
    await next();
    if (mine === turn) place.replaceChildren(total, filters(count(kept), run), list, more);
    return undefined;
  }

  async function load() {
    const index = new URL(say.index, document.baseURI);
    pagefind = await import(index);
    await pagefind.options({ baseUrl: new URL("../", index).pathname });
    await pagefind.init();
    await pagefind.filters();
  }

  // The index is a hundred kilobytes: it comes when the field is taken up, or at once for a query in the address.
  // What is typed meanwhile is searched for when it is there.
  let begun = false;
  async function begin() {
    if (begun) return undefined;
    begun = true;
    loading = true;
    if (field.value) notice(say.busy);
    try {
      await load();
    } catch {
      return notice(say.noIndex);
    } finally {
      loading = false;
    }
    ready = true;
    return run();
  }

  function start() {
    if (location.protocol === "file:") return notice(say.noFile);
    let wait;
    field.value ||= new URL(location.href).searchParams.get("q") ?? "";
    field.addEventListener("focus", begin);
    field.addEventListener("input", () => { begin(); clearTimeout(wait); wait = setTimeout(run, 200); });
    form.addEventListener("submit", (event) => { event.preventDefault(); begin(); clearTimeout(wait); run(); });
    return field.value || document.activeElement === field ? begin() : undefined;
  }

  start();
})();
