"use strict";

// What one side of a post looks like: parsed without being run, cleaned of all that would run or
// load, marked, and put as text into a frame in which nothing may run or load either.

const FRAME_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const FRAME_STYLE = `
body { margin: 0.8rem; color: #1d2125; background: #fff; font: 15px/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.6em; } h2 { font-size: 1.35em; } h3 { font-size: 1.15em; }
table { border-collapse: collapse; } td, th { padding: 0.15rem 0.5rem; border: 1px solid #c8ccd0; }
pre { padding: 0.6rem; background: #f2f3f4; white-space: pre-wrap; overflow-wrap: anywhere; }
code, pre { font: 0.9em/1.45 ui-monospace, monospace; } pre code { font-size: 1em; }
blockquote { margin-left: 0.5rem; padding-left: 0.8rem; border-left: 3px solid #c8ccd0; }
.pk-link { color: #0b5cad; text-decoration: underline; cursor: help; }
.pk-tag, .pk-image, .pk-element { padding: 0 0.3em; border: 1px solid #b9bec4; border-radius: 0.3em; font: 0.85em ui-monospace, monospace; white-space: pre-wrap; cursor: help; }
.pk-tag { background: #efe7fb; } .pk-image { background: #e6f1f8; } .pk-element { background: #f0f0ee; }
.pk-image { display: inline-block; padding: 0.5em 0.9em; }
[data-postkit="changed"] { margin: 0 -0.8rem; padding: 0.05rem 0.8rem 0.05rem calc(0.8rem - 4px); border-left: 4px solid; }
.before [data-postkit="changed"] { background: #fdf3f1; border-color: #d99a92; }
.after [data-postkit="changed"] { background: #f0f9f0; border-color: #83bb89; }
[data-postkit="kept"] { outline: 1.5px dashed #b87a1e; outline-offset: 2px; }
mark.before { background: #f6aaa2; } mark.after { background: #9ddba3; }
`;

// Shown by their names: what runs, loads, draws by itself, or styles the page around it.
const INERT = new Set(
  ("applet area audio canvas embed frame frameset iframe link math meta noscript object param portal " +
    "script source style svg template title track video").split(" "),
);

// Attributes that may change what is seen; all others go, and with them what loads or runs.
const SEEN = new Set(
  ("align alt bgcolor border cellpadding cellspacing checked class color colspan dir " +
    "disabled face height id lang open reversed rowspan size start style title type valign value width").split(" "),
);

const BLOCKS = new Set(
  ("address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer " +
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul").split(" "),
);

const TAG = /\ufdd0([^\ufdd1]*)\ufdd1/;
const TAGS = /(<[a-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*'){1,4000}>)/gi;
const ATTRIBUTES = /[^\s"'=<>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g;
const LOADS = /url\(|image|var\(/i;
const TAG_SIGNS = /[\ufdd0\ufdd1]/g;
const MOST_COMPARISONS = 4e6;

/**
 * Return a page for a frame: two of them where both sides are given, differing words marked.
 * The reasons are those of the findings that marks in the pages name by their numbers.
 */
function framePages(before, after, same, reasons) {
  const sides = (after === null ? [before] : [before, after]).map((html) => cleaned(html, reasons));
  if (after !== null && !same) markWords(sides[0].body, sides[1].body);
  return sides.map((side, number) => {
    const kind = after === null ? "only" : number ? "after" : "before";
    return (
      `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
      `<meta http-equiv="Content-Security-Policy" content="${FRAME_POLICY}">` +
      `<style>${FRAME_STYLE}</style></head><body class="${kind}">${side.body.innerHTML}</body></html>`
    );
  });
}

function cleaned(html, reasons) {
  const page = new DOMParser().parseFromString(`<!doctype html><body>${quieted(html)}`, "text/html");
  for (const element of page.body.querySelectorAll("*")) {
    const name = element.localName;
    if (!page.body.contains(element)) continue; // what it was in is gone
    if (INERT.has(name)) {
      const about = element.getAttribute("src") || element.getAttribute("data") || "";
      element.replaceWith(label(page, "pk-element", `<${name}>`, about || element.textContent.slice(0, 400)));
    } else if (name === "img") {
      const source = element.getAttribute("src") || "";
      const text = element.getAttribute("alt") || source.split(/[?#]/)[0].split("/").pop() || "image";
      element.replaceWith(label(page, "pk-image", text, source));
    } else {
      strip(element);
    }
  }
  showTags(page);
  showStretches(page, reasons);
  return page;
}

/**
 * Rename the attributes for events, and make a mere `meta` of `base`. No parsed page runs or follows them, nor would the
 * policy of this one let it, but browsers complain of each.
 */
function quieted(html) {
  return html.replace(TAGS, (tag, start, attributes) => {
    const renamed = attributes.replace(ATTRIBUTES, (one) => (/^on/i.test(one) ? `data-${one}` : one));
    return start.replace(/^<base$/i, "<meta") + renamed;
  });
}

function label(page, kind, text, about) {
  const made = page.createElement("span");
  made.className = kind;
  made.textContent = text.replace(TAG_SIGNS, "");
  made.title = about.replace(TAG_SIGNS, "");
  return made;
}

function strip(element) {
  const target = element.localName === "a" && element.getAttribute("href");
  for (const { name, value } of [...element.attributes]) {
    if (!SEEN.has(name)) element.removeAttribute(name);
    else if (value.search(TAG_SIGNS) >= 0) element.setAttribute(name, value.replace(TAG_SIGNS, ""));
  }
  for (const property of [...element.style]) {
    if (LOADS.test(element.style.getPropertyValue(property))) element.style.removeProperty(property);
  }
  element.removeAttribute("class");
  if (target) {
    element.setAttribute("class", "pk-link");
    element.setAttribute("title", target.replace(TAG_SIGNS, ""));
  }
}

/** Make something visible of the template tags in text. */
function showTags(page) {
  for (const node of textNodes(page.body)) {
    const parts = node.data.split(TAG);
    if (parts.length === 1) continue;
    node.replaceWith(
      ...parts.map((part, number) => (number % 2 ? label(page, "pk-tag", part, "template tag") : part)),
    );
  }
}

/** Put what stands between two marks into a box; where tags are not balanced, what is near to it. */
function showStretches(page, reasons) {
  const opened = new Map();
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) {
    const found = /^postkit (\/?)((?:changed|kept) ([\d,]+))$/.exec(comment.data);
    if (!found) continue;
    if (!found[1]) opened.set(found[2], comment);
    else if (opened.has(found[2])) box(opened.get(found[2]), comment, found[2].split(" "), reasons);
  }
}

function box(first, last, [kind, numbers], reasons) {
  let end = last;
  while (end && end.parentNode !== first.parentNode) end = end.parentNode;
  const made = first.ownerDocument.createElement("div");
  made.dataset.postkit = kind;
  if (kind === "changed") made.dataset.number = numbers;
  else made.title = numbers.split(",").map((one) => reasons[one]).join("\n");
  first.after(made);
  while (made.nextSibling && made.nextSibling !== end) made.append(made.nextSibling);
  if (end && end !== last) made.append(end);
}

function textNodes(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

/** Mark the words that only one of two pages has. */
function markWords(before, after) {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  let first = 0;
  while (first < old.length && first < fresh.length && old[first].text === fresh[first].text) first += 1;
  let left = old.length;
  let right = fresh.length;
  while (left > first && right > first && old[left - 1].text === fresh[right - 1].text) {
    left -= 1;
    right -= 1;
  }
  const [gone, come] = unlike(old.slice(first, left), fresh.slice(first, right));
  mark(gone, "before");
  mark(come, "after");
}

/** Return the words below an element, each with the pieces of text that it is made of. */
function wordsOf(root) {
  const words = [];
  let open = false;
  const walk = (parent) => {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        for (const piece of node.data.matchAll(/(\s+)|\S+/g)) {
          if (!piece[1]) {
            if (!open) words.push({ text: "", pieces: [] });
            words.at(-1).text += piece[0];
            words.at(-1).pieces.push({ node, start: piece.index, end: piece.index + piece[0].length });
          }
          open = !piece[1];
        }
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        const apart = BLOCKS.has(node.localName);
        if (apart) open = false;
        walk(node);
        if (apart) open = false;
      }
    }
  };
  walk(root);
  return words;
}

/** Return the words of either list that are in no longest common sequence of the two. */
function unlike(old, fresh) {
  const width = fresh.length + 1;
  if (old.length * width > MOST_COMPARISONS) return [old, fresh];
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i].text === fresh[j].text
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  const [gone, come] = [[], []];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    if (old[i].text === fresh[j].text) {
      i += 1;
      j += 1;
    } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) gone.push(old[i++]);
    else come.push(fresh[j++]);
  }
  return [gone.concat(old.slice(i)), come.concat(fresh.slice(j))];
}

function mark(words, kind) {
  // From the end, so that cutting a text leaves the places before it as they are.
  for (const { node, start, end } of words.flatMap((word) => word.pieces).reverse()) {
    node.splitText(end);
    const made = node.ownerDocument.createElement("mark");
    made.className = kind;
    const part = node.splitText(start);
    part.replaceWith(made);
    made.append(part);
  }
}

/** Let two frames scroll together: where stretches correspond, and in proportion between them. */
function scrollTogether(frames) {
  let leader = null;
  frames.forEach((frame, number) => {
    const page = frame.contentDocument;
    for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"]) {
      page.addEventListener(kind, () => (leader = frame), { passive: true });
    }
    page.addEventListener("scroll", () => {
      if (leader !== frame) return;
      const [here, there] = landmarks(frame, frames[1 - number]);
      frames[1 - number].contentWindow.scrollTo(0, between(frame.contentWindow.scrollY, here, there));
    });
  });
}

function landmarks(frame, other) {
  const [here, there] = [[0], [0]];
  for (const stretch of frame.contentDocument.querySelectorAll("[data-number]")) {
    const match = other.contentDocument.querySelector(`[data-number="${CSS.escape(stretch.dataset.number)}"]`);
    const [place, target] = [placeOf(stretch), match ? placeOf(match) : 0];
    if (place > here.at(-1) && target > there.at(-1)) {
      here.push(place);
      there.push(target);
    }
  }
  here.push(Math.max(furthest(frame), here.at(-1) + 1));
  there.push(Math.max(furthest(other), there.at(-1)));
  return [here, there];
}

const placeOf = (element) => element.getBoundingClientRect().top + element.ownerDocument.defaultView.scrollY;
const furthest = (frame) => frame.contentDocument.documentElement.scrollHeight - frame.clientHeight;

function between(place, here, there) {
  const next = Math.max(1, here.findIndex((one) => one >= place));
  const share = (place - here[next - 1]) / (here[next] - here[next - 1]);
  return there[next - 1] + share * (there[next] - there[next - 1]);
}
