// Copies what a button names, and says that it did. Optional: what is copied stands on the page as text.
"use strict";
function dossierCopy(text, button) {
  const said = button.textContent;
  const done = (words) => {
    button.textContent = words;
    setTimeout(() => { button.textContent = said; }, 2000);
  };
  // Pages from disk may lack the clipboard; then the words are selected, ready for the reader's own copying.
  const select = () => {
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("aria-hidden", "true");
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    button.focus();
    done(copied ? "Copied" : "Copying is not allowed here");
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => done("Copied"), select);
  else select();
}
for (const button of document.querySelectorAll("button[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", () => dossierCopy(document.getElementById(button.dataset.copies).innerText.trim(), button));
}
