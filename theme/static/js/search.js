// The search page, over Pagefind's index. Pagefind knows ال and the spellings of a letter; this adds the other clitics:
// a word that begins with و ف ب ل ك is looked for without it too, and counts only where the bare form occurs.
// Not a module: a browser runs none from disk, and there the page has something to say.
(() => {
  const PAGE = 10;
  const NAMES_PER_KIND = 6;
  const KINDS = ["PER", "LOC", "ORG", "MISC"];
  const place = document.getElementById("search");
  const form = document.querySelector(".searchbox");
  const field = form.elements.q;
  const say = place.dataset;
  const chosen = {};
  let pagefind;
  let ready = false;
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
  const bare = (word) => {
    const found = /^(?:وال|فال|بال|كال|ول|وب|لل|[وفبلك])(.{3,})$/.exec(word);
    return found ? found[1] : word;
  };

  // Both readings of the query, the reader's own first; a page found by both stands where the first put it.
  async function find(query) {
    const filters = Object.fromEntries(Object.entries(chosen).filter(([, names]) => names.length));
    const readings = [...new Set([query, query.split(/\s+/).map(bare).join(" ")])];
    const found = await Promise.all(readings.map((reading) => pagefind.search(reading, { filters })));
    const results = new Map();
    const names = {};
    for (const one of found) for (const result of one.results) if (!results.has(result.id)) results.set(result.id, result);
    for (const kind of KINDS) {
      names[kind] = {};
      for (const one of found) {
        for (const [name, count] of Object.entries(one.filters?.[kind] ?? {})) names[kind][name] = Math.max(count, names[kind][name] ?? 0);
      }
    }
    return { results: [...results.values()], names };
  }

  // Pagefind's excerpt, as text with <mark>; nothing else of its markup is taken over.
  function excerpt(html) {
    const made = element("p");
    for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
      made.append(node.nodeName === "MARK" ? element("mark", "", node.textContent) : document.createTextNode(node.textContent));
    }
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
    item.append(title, excerpt(data.excerpt), meta);
    return item;
  }

  function filters(names, again) {
    const box = element("details", "results__filters");
    box.open = open;
    box.addEventListener("toggle", () => { open = box.open; });
    box.append(element("summary", "", say.filters));
    for (const kind of KINDS) {
      const on = chosen[kind] ?? [];
      const top = Object.entries(names[kind]).filter(([name, count]) => count || on.includes(name)).sort((a, b) => b[1] - a[1]).slice(0, NAMES_PER_KIND);
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
    if (!ready) return undefined;
    const query = clean(field.value);
    const mine = ++turn;
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    if (!query) return place.replaceChildren();
    const { results, names } = await find(query);
    if (mine !== turn) return undefined;
    if (!results.length && !Object.values(chosen).some((list) => list.length)) {
      notice(say.none.replace("{query}", query));
      return place.append(element("p", "meta", say.hint));
    }
    const list = element("ol", "results__list");
    list.setAttribute("role", "list");
    const more = element("button", "button", say.more);
    more.type = "button";
    let shown = 0;
    const next = async () => {
      const part = await Promise.all(results.slice(shown, shown + PAGE).map((result) => result.data()));
      if (mine !== turn) return;
      shown += part.length;
      list.append(...part.map(row));
      more.hidden = shown >= results.length;
    };
    more.addEventListener("click", next);
    await next();
    if (mine === turn) place.replaceChildren(element("p", "results__count meta", `${say.count} ${digits(results.length)}`), filters(names, run), list, more);
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
    try {
      await load();
    } catch {
      return notice(say.noIndex);
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
