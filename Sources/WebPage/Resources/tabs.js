// ---- Views beside the structure: one is shown at a time, and what is found in one leads to its box.

const tabs = [...document.querySelectorAll("#tabs [role=tab]")];
const views = [...document.querySelectorAll(".view")];

function showTab(tab, isFocused) {
  for (const other of tabs) {
    const isShown = other === tab;
    other.setAttribute("aria-selected", String(isShown));
    other.tabIndex = isShown ? 0 : -1;
  }
  const shown = tab.getAttribute("aria-controls");
  for (const view of views) view.hidden = view.id !== shown;
  $("views").hidden = shown === "structure";
  document.body.classList.toggle("elsewhere", shown !== "structure");
  if (isFocused) tab.focus();
}

for (const [number, tab] of tabs.entries()) {
  tab.onclick = () => showTab(tab);
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = step ? tabs[(number + step + tabs.length) % tabs.length]
      : { Home: tabs[0], End: tabs[tabs.length - 1] }[event.key];
    if (!next) return;
    showTab(next, true);
    event.preventDefault();
    event.stopPropagation();
  });
}

// Leads to the operator that makes a value, or reads a stored tensor.
function followFinding(name) {
  const entry = allEntries().find(({ rank, text }) => rank >= 2 && text === name)
    ?? allEntries().find(({ rank, text }) => rank === 1 && text === name);
  if (!entry) return;
  showTab(tabs[0]);
  stage.focus();
  goTo(entry.place);
}

for (const button of document.querySelectorAll(".findings [data-place]")) {
  button.onclick = () => followFinding(button.dataset.place);
}
if (tabs.length) {
  $("stage").parentElement.id = "structure";
  // Without the script all views stand below each other, and the structure alone is the page's main part.
  $("views").setAttribute("role", "main");
  showTab(tabs[0]);
}
