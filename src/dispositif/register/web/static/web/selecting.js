// From words selected in the text to the parts of the form. Offsets count characters of the document from 0, as the
// register counts them: a sign that takes two units of a JavaScript string is one character.

const text = document.getElementById("selectable");
const toolbar = document.getElementById("taking");
const told = document.getElementById("taken");
let chosen = null;

/** How many characters the first `units` of a string are. */
function characters(string, units) {
  return [...string.slice(0, units)].length;
}

/** The pieces of the text with an offset that a range touches, as text nodes. */
function nodes(range) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.dataset.start !== undefined && range.intersectsNode(node)) found.push(node);
  }
  return found;
}

/** A range of the page as words and offsets of the document; null where it holds none. */
export function selected(range) {
  let words = "";
  let start = null;
  let end = null;
  for (const node of nodes(range)) {
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    if (from >= to) continue;
    const at = Number(node.parentElement.dataset.start);
    start ??= at + characters(node.data, from);
    end = at + characters(node.data, to);
    words += node.data.slice(from, to);
  }
  return words.trim() ? { words: words.trim().replace(/\s+/g, " "), start, end } : null;
}

function remember() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (text.contains(range.commonAncestorContainer)) chosen = selected(range);
}

function field(part, name) {
  return part.querySelector(`[name$="-${name}"]`);
}

/** The part to set: the one of its kind, else the first empty one of several, made where all are filled. */
function partFor(kind) {
  const group = document.querySelector(`[data-several="${kind}"]`);
  if (!group) return document.querySelector(`[data-part="${kind}"]`);
  const parts = [...group.querySelectorAll(".part")];
  return parts.find((part) => !field(part, "words").value.trim()) ?? another(group, kind) ?? parts.at(-1);
}

function another(group, kind) {
  const template = group.querySelector("template");
  if (!template) return null;
  const total = group.querySelector(`[name="${kind}-TOTAL_FORMS"]`);
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  template.before(holder.firstElementChild);
  return template.previousElementSibling;
}

function set(part, { words, start, end }) {
  field(part, "words").value = words;
  field(part, "start").value = start;
  field(part, "end").value = end;
  part.classList.add("taken");
}

toolbar.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  if (!button) return;
  remember(); // the event of a change of selection may come later than the click
  if (!chosen) {
    told.textContent = toolbar.dataset.none;
    return;
  }
  // In a split every part begins as the whole: the first that still is gives way.
  const part = partToSplit(button.dataset.take) ?? partFor(button.dataset.take);
  set(part, chosen);
  told.textContent = `${toolbar.dataset.taken} “${chosen.words}”`;
  chosen = null;
  const selection = getSelection();
  if (selection.rangeCount && text.contains(selection.anchorNode)) selection.collapseToEnd();
});

function partToSplit(kind) {
  return kind === "parts" ? document.querySelector('[data-several="parts"] .part:not(.taken)') : null;
}

// The arrow keys: from word to word, with shift to select more.
text.addEventListener("keydown", (event) => {
  const way = { ArrowRight: "right", ArrowLeft: "left", ArrowDown: "forward", ArrowUp: "backward" }[event.key];
  if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const selection = getSelection();
  if (!selection.rangeCount || !text.contains(selection.anchorNode)) selection.collapse(first(), 0);
  const unit = event.key === "ArrowUp" || event.key === "ArrowDown" ? "line" : "word";
  if (event.shiftKey) {
    selection.modify("extend", way, unit);
  } else {
    selection.modify("move", way, unit);
    if (way === "left" || way === "right") showWord(selection, way);
  }
});

/** Select the word that was come to, so that it can be seen. */
function showWord(selection, way) {
  if (way === "right") selection.modify("move", "left", "word");
  const range = selection.getRangeAt(0);
  selection.collapse(range.startContainer, range.startOffset);
  if (way === "right") selection.modify("move", "right", "word");
  selection.modify("extend", "right", "word");
}

/** The first words of the paragraph that is reviewed; its neighbours stand around it. */
function first() {
  const range = document.createRange();
  range.selectNodeContents(text.querySelector(".here p") ?? text);
  return nodes(range)[0];
}

document.addEventListener("selectionchange", remember);
toolbar.hidden = false;
document.getElementById("text-help").hidden = false;
