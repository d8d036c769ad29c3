// The list of posts with its filters, and the three views of the chosen one. Data come from the
// script elements of the page; whatever a post brings gets into it as text.

const byId = (id) => document.getElementById(id);
const parsed = (element) => JSON.parse(element.textContent);
const number = (value) => value.toLocaleString("en");
const several = (value, noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;

const entries = [...document.querySelectorAll("script[data-entry]")].map(parsed);
const sides = document.querySelectorAll("script[data-sides]");
const totals = parsed(document.querySelector("script[data-totals]"));
const views = ["sides", "stays", "source"];
const items = entries.map(listItem);

/** Return an element with some properties, and children or texts in it. */
function made(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function nameOf(entry) {
  return entry.title || entry.path.split("/").pop();
}

function listItem(entry, index) {
  const stays = entry.kept.length;
  const link = made(
    "a",
    { href: `#${index + 1}` },
    made("b", {}, nameOf(entry)),
    made("span", { className: stays ? "some" : "" }, stays ? `${number(stays)} kept` : ""),
    made("small", {}, entry.path),
  );
  return made("li", {}, link);
}

function showTotals() {
  const [was, now] = [totals.tags_before.sayable, totals.tags_after.sayable];
  const share = was ? ` (${((100 * now) / was).toFixed(1)} % left)` : "";
  const figures = [
    ["Posts", number(totals.posts)],
    ["changed", number(totals.changed)],
    ["Tags that Markdown can say", `${number(was)} → ${number(now)}${share}`],
    ["Pieces converted", number(totals.converted)],
    ["stay HTML", number(totals.kept)],
  ];
  byId("figures").append(...figures.map(([name, value]) => made("div", {}, made("dt", {}, name), made("dd", {}, value))));
  const reasons = Object.entries(totals.reasons);
  byId("why").hidden = !reasons.length;
  byId("why").querySelector("tbody").append(
    ...reasons.map(([reason, count]) => {
      const button = made("button", { type: "button" }, reason);
      button.addEventListener("click", () => {
        byId("reason").value = reason;
        byId("why").open = false;
        filter();
      });
      return made("tr", {}, made("td", { className: "number" }, number(count)), made("td", {}, button));
    }),
  );
  byId("gone").hidden = !Object.keys(totals.dropped).length;
  byId("gone").querySelector("ul").append(...counted(totals.dropped));
}

function counted(names) {
  return Object.entries(names).map(([name, count]) => made("li", {}, made("code", {}, name), ` ${number(count)}`));
}

const states = {
  all: ["all", () => true],
  changed: ["changed", (entry) => entry.changed],
  unchanged: ["unchanged, HTML stays", (entry) => !entry.changed],
  differs: ["text differs", (entry) => !entry.same],
};

function fillFilters() {
  for (const [reason, count] of Object.entries(totals.reasons)) {
    byId("reason").append(made("option", { value: reason }, `${reason} (${number(count)})`));
  }
  for (const [name, [text, holds]] of Object.entries(states)) {
    byId("state").append(made("option", { value: name }, `${text} (${number(entries.filter(holds).length)})`));
  }
}

function filter() {
  const words = byId("words").value.toLowerCase().split(/\s+/).filter(Boolean);
  const reason = byId("reason").value;
  const [, holds] = states[byId("state").value];
  let shown = 0;
  entries.forEach((entry, index) => {
    const text = `${entry.title}\n${entry.path}`.toLowerCase();
    const wanted =
      holds(entry) &&
      (!reason || entry.kept.some((one) => one.group === reason)) &&
      words.every((word) => text.includes(word));
    items[index].hidden = !wanted;
    shown += wanted;
  });
  byId("count").textContent = `${number(shown)} of ${several(entries.length, "post")} with HTML`;
}

let current = -1;

function choose() {
  const index = Number(location.hash.slice(1)) - 1;
  if (index === current || !entries[index]) return;
  items[current]?.firstChild.removeAttribute("aria-current");
  current = index;
  items[index].firstChild.setAttribute("aria-current", "true");
  items[index].scrollIntoView({ block: "nearest" });
  const entry = entries[index];
  const { before, after, diff } = parsed(sides[index]);
  byId("nothing").hidden = true;
  byId("post").hidden = false;
  byId("title").textContent = nameOf(entry);
  byId("path").textContent = entry.old_path ? `${entry.old_path} → ${entry.path}` : entry.path;
  const [was, now] = [entry.tags_before.sayable, entry.tags_after.sayable];
  byId("tags").textContent = `tags ${number(was)} → ${number(now)}, ${several(entry.converted, "piece")} converted`;
  byId("tab-stays").textContent = `What stays HTML (${number(entry.kept.length)})`;
  showSides(entry, before, after);
  showStaying(entry);
  showSource(diff);
}

function showSides(entry, before, after) {
  const note = byId("note");
  note.className = entry.same ? "" : "differs";
  note.textContent =
    after === null
      ? "Nothing changed here. Dashed: what stays HTML, with the reason when pointed at."
      : (entry.same ? "Both sides show the same text. " : "The text differs: words that only one side has are marked. ") +
        "Tinted: the stretches that changed. Dashed: what stays HTML.";
  const reasons = entry.kept.map((one) => `stays HTML: ${one.reason}`);
  const names = after === null ? ["As it is"] : ["Before", "After"];
  const frames = framePages(before, after, entry.same, reasons).map((page, side) => {
    const frame = made("iframe", { title: names[side], srcdoc: page });
    // No scripts run in it, so its origin serves nobody but this page, which scrolls both sides.
    frame.setAttribute("sandbox", "allow-same-origin");
    return frame;
  });
  const loaded = frames.map((frame) => new Promise((done) => frame.addEventListener("load", done)));
  byId("panes").replaceChildren(
    ...frames.map((frame, side) => made("figure", {}, made("figcaption", {}, names[side]), frame)),
  );
  Promise.all(loaded).then(() => {
    if (!frames.every((frame) => frame.contentDocument)) return;
    for (const frame of frames) frame.contentDocument.addEventListener("keydown", onKey);
    if (frames.length === 2) scrollTogether(frames);
  });
}

function showStaying(entry) {
  const rows = entry.kept.map((one) =>
    made(
      "tr",
      {},
      made("td", { className: "number" }, `${one.line}:${one.column}`),
      made("td", { className: "number" }, one.code),
      made("td", {}, one.reason),
    ),
  );
  const head = made("tr", {}, ...["Line", "Rule", "Why it stays"].map((name) => made("th", { scope: "col" }, name)));
  const parts = rows.length
    ? [made("table", {}, made("thead", {}, head), made("tbody", {}, ...rows))]
    : [made("p", {}, "No HTML stays that Markdown could say.")];
  const dropped = counted(entry.dropped);
  if (dropped.length) {
    parts.push(made("h3", {}, "Attributes dropped"), made("ul", { className: "names" }, ...dropped));
  }
  byId("stays").replaceChildren(...parts);
}

function showSource(diff) {
  const kinds = { "+": "add", "-": "remove", "@": "place" };
  let inside = false;
  const lines = diff.split("\n").map((line) => {
    inside ||= line.startsWith("@@");
    return made("span", { className: inside ? kinds[line[0]] || "" : "file" }, line);
  });
  if (lines.length && !lines.at(-1).textContent) lines.pop();
  byId("source").replaceChildren(
    diff ? made("pre", { className: "diff" }, ...lines) : made("p", {}, "The source is as it was."),
  );
}

function view(name) {
  for (const one of views) {
    byId(one).hidden = one !== name;
    byId(`tab-${one}`).setAttribute("aria-selected", String(one === name));
    byId(`tab-${one}`).tabIndex = one === name ? 0 : -1;
  }
}

/** Go to the next or previous post that the filters leave. */
function step(by) {
  let index = current;
  do index += by;
  while (items[index]?.hidden);
  if (items[index]) location.replace(`#${index + 1}`);
  return items[index];
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea")) return;
  const inList = byId("posts").contains(event.target);
  const tab = views.indexOf(event.target.id?.replace("tab-", ""));
  if (event.key === "j" || (inList && event.key === "ArrowDown")) move(1, inList);
  else if (event.key === "k" || (inList && event.key === "ArrowUp")) move(-1, inList);
  else if (event.key === "/") byId("words").focus();
  else if (["1", "2", "3"].includes(event.key)) view(views[event.key - 1]);
  else if (tab >= 0 && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
    const next = views.at((tab + (event.key === "ArrowLeft" ? -1 : 1)) % views.length);
    view(next);
    byId(`tab-${next}`).focus();
  } else return;
  event.preventDefault();
}

function move(by, inList) {
  const item = step(by);
  if (item && inList) item.firstChild.focus();
}

showTotals();
fillFilters();
byId("posts").append(...items);
filter();
view("sides");
for (const id of ["words", "reason", "state"]) byId(id).addEventListener("input", filter);
for (const one of views) byId(`tab-${one}`).addEventListener("click", () => view(one));
byId("filters").addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  for (const one of document.querySelectorAll("header details")) one.open &&= one.contains(event.target);
});
addEventListener("hashchange", choose);
choose();
if (current < 0 && entries.length) location.replace("#1");
