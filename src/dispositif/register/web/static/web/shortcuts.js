// Keys for what has a `data-key`: within the item that has the focus, else on the page. The list of them is written
// into the page, and a checkbox there switches them off (WCAG 2.1.4); the choice is kept in this browser.

const KEPT = "dispositif-shortcuts";
const box = document.getElementById("shortcuts-on");
const items = () => [...document.querySelectorAll("[data-item]")];

function current() {
  return document.activeElement.closest("[data-item]");
}

function go(step) {
  const all = items();
  const at = all.indexOf(current());
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  if (next) {
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
}

function press(key) {
  const selector = `[data-key="${CSS.escape(key)}"]`;
  const target = (current() ?? items()[0] ?? document).querySelector(selector) ?? document.querySelector(`main ${selector}`);
  if (!target) return false;
  target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (!box.checked || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (items().length && (event.key === "j" || event.key === "k")) {
    go(event.key === "j" ? 1 : -1);
  } else if (event.key === "?") {
    const list = document.getElementById("shortcuts");
    list.open = !list.open;
  } else if (event.key.length > 1 && event.key !== "Enter") {
    return;
  } else if (!press(event.key)) {
    return;
  }
  event.preventDefault();
});

// Once an item is decided the next one has the focus, so that the next key goes on from there. What was not decided, or
// was taken back, keeps it.
document.addEventListener("htmx:beforeSwap", (event) => {
  event.detail.elt.dataset.swapping = "";
  const all = items();
  const at = all.indexOf(event.detail.target);
  document.addEventListener("htmx:afterSettle", () => {
    const now = items();
    const goesOn = now[at]?.matches(".decided:not(:has([role=alert]))");
    now[Math.min(goesOn ? at + 1 : at, now.length - 1)]?.focus();
  }, { once: true });
});

// A decision that got no answer is told of in its item.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    const item = event.detail.elt.closest("[data-item]");
    const told = item?.querySelector("[role=alert]") ?? document.createElement("p");
    told.className = "error";
    told.setAttribute("role", "alert");
    told.textContent = document.querySelector("[data-failed]").dataset.failed;
    item?.append(told);
  });
}

function list() {
  const names = new Map(items().length ? [["j", ""], ["k", ""]] : []);
  const keys = document.getElementById("keys");
  for (const one of document.querySelectorAll("[data-key][data-name]")) names.set(one.dataset.key, one.dataset.name);
  names.set("?", document.querySelector("#shortcuts summary").textContent);
  for (const [key, name] of names) {
    const term = document.createElement("dt");
    const shown = document.createElement("kbd");
    shown.textContent = key;
    term.append(shown);
    const says = document.createElement("dd");
    says.textContent = name || { j: "↓", k: "↑" }[key];
    keys.append(term, says);
  }
}

box.checked = localStorage.getItem(KEPT) !== "off";
box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));
list();
