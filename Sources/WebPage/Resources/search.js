// ---- Search: blocks, operators, weights and values of all copies, by parts of their names or by a pattern in slashes.

let entries;

function allEntries() {
  if (entries) return entries;
  entries = [];
  const add = (rank, text, where, place) => {
    const key = (text + " " + where).toLowerCase();
    entries.push({ rank, text, where, place, key: key + "\n" + normal(key) });
  };
  for (let block = 1; block < blocks.length; block++) {
    for (let copy = 0; copy < copiesOfBlock(block); copy++) {
      const path = pathOf(block, copy);
      add(0, copiesOfBlock(block) > 1 ? path.split("/").pop() : titleOf(block), [path, titleOf(block)].join(" · "), { block, copy });
    }
  }
  items.forEach((item, number) => {
    if ("block" in item) return;
    for (let copy = 0; copy < copiesOfItem(number); copy++) {
      const place = { item: number, copy };
      const home = pathOf(homeOf[number], copyAround(copy, copiesOfItem(number), copiesOfBlock(homeOf[number])));
      const module = moduleOf(number, copy);
      const name = item.op ? nameOf(number, copy) : "";
      add(1, item.op ?? item.name, [home, normal(module) === normal(home) ? "" : module, name].filter(Boolean).join(" · "), place);
      for (const [weight, type] of weightsOf(number, copy)) if (weight) add(2, weight, `weight · ${type} · ${item.op}`, place);
      for (const [value, type] of outputsOf(number, copy)) if (value && item.op) add(3, value, `value · ${type} · ${item.op}`, place);
    }
  });
  return entries;
}

// What a query asks for: a test of an entry, or a message where it is no pattern.
function testOf(query) {
  const pattern = /^\/(.+)\/(i?)$/.exec(query);
  if (pattern) {
    try {
      const expression = new RegExp(pattern[1], pattern[2]);
      return { test: ({ text, where }) => expression.test(text) || where.split(" · ").some((part) => expression.test(part)) };
    } catch { return { message: "Not a regular expression" }; }
  }
  const words = query.toLowerCase().split(/\s+/).filter(Boolean).map((word) => [word, normal(word) || word]);
  return { words, test: ({ key }) => words.every(([word, path]) => key.includes(word) || key.includes(path)) };
}

// Weights and code call a module from the whole on (`model.layers.0`), files sometimes without its first names.
function searchFor(query) {
  const { test, words, message } = testOf(query);
  if (message) return { found: [], message };
  let found = allEntries().filter(test);
  let rest = words?.length === 1 && !found.length ? words[0][1].split("/") : [];
  while (rest.length > 2 && !found.length) {
    rest = rest.slice(1);
    found = allEntries().filter(({ key }) => key.includes(rest.join("/")));
  }
  // The thing itself comes before what is inside it.
  const wanted = rest.length ? rest.join("/") : words?.length === 1 ? words[0][1] : undefined;
  const isWhole = ({ key }) => wanted !== undefined && key.slice(key.indexOf("\n") + 1).split(" ").some(
    (path) => path === wanted || path.endsWith("/" + wanted)) ? 0 : 1;
  const ranked = found.map((entry, order) => [isWhole(entry), entry.rank, order, entry]);
  ranked.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return { found: ranked.map((row) => row[3]) };
}

const most = 60;
let marked = -1;

function search() {
  const query = find.value.trim();
  const { found, message } = query ? searchFor(query) : { found: [] };
  hits.replaceChildren(...found.slice(0, most).map((entry, number) => {
    const hit = document.createElement("li");
    hit.id = "hit-" + number;
    hit.setAttribute("role", "option");
    hit.append(element("b", entry.text), " ", element("small", entry.where));
    hit.onmousedown = (event) => event.preventDefault();
    hit.onclick = () => choose(entry);
    hit.entry = entry;
    return hit;
  }));
  // A list box holds options only; words about it stand beside.
  const rest = !query ? "" : message ?? (!found.length ? "Nothing found" : found.length > most ? `and ${count(found.length - most)} more` : "");
  $("found").textContent = rest;
  hits.hidden = !found.length;
  $("results").hidden = !query;
  find.setAttribute("aria-expanded", String(found.length > 0));
  live.textContent = query ? message ?? `${found.length} found` : "";
  mark(found.length ? 0 : -1);
}

function mark(number) {
  marked = number;
  [...hits.children].forEach((hit, spot) => hit.setAttribute("aria-selected", String(spot === number)));
  const hit = hits.children[number];
  if (hit) { find.setAttribute("aria-activedescendant", hit.id); hit.scrollIntoView({ block: "nearest" }); }
  else find.removeAttribute("aria-activedescendant");
}

function close() {
  $("results").hidden = true;
  find.setAttribute("aria-expanded", "false");
  find.removeAttribute("aria-activedescendant");
}

function choose(entry) {
  close();
  stage.focus();
  goTo(entry.place);
}

find.addEventListener("input", search);
find.addEventListener("focus", search);
find.addEventListener("blur", close);
find.addEventListener("keydown", (event) => {
  const number = hits.children.length;
  if (event.key === "ArrowDown" && number) mark((marked + 1) % number);
  else if (event.key === "ArrowUp" && number) mark((marked + number - 1) % number);
  else if (event.key === "Enter" && hits.children[marked]?.entry) choose(hits.children[marked].entry);
  else if (event.key === "Escape") { find.value = ""; close(); stage.focus(); }
  else return;
  event.preventDefault();
});
