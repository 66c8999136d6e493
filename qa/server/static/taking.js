// What a reader takes along: the answer as text, Markdown or HTML in the clipboard, as JSON in a file.
export const readFormats = (turn) => JSON.parse(turn.querySelector(".formats")?.textContent || "{}");

const copyPlain = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Only this machine and encrypted pages have the clipboard; elsewhere what is selected is copied.
  const field = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
};

const copy = async (kind, formats) => {
  if (kind !== "html" || !navigator.clipboard || !globalThis.ClipboardItem) return copyPlain(formats[kind]);
  const pieces = Object.fromEntries(["text/html", "text/plain"].map((type) => [type, new Blob([formats.html], { type })]));
  return navigator.clipboard.write([new ClipboardItem(pieces)]);
};

const save = (formats) => {
  const url = URL.createObjectURL(new Blob([JSON.stringify(formats.json, null, 2)], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: "answer.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
};

export const takeAlong = async (button, tell) => {
  const formats = readFormats(button.closest(".turn"));
  try {
    if (button.dataset.save) save(formats);
    else await copy(button.dataset.copy, formats);
    tell(button.dataset.save ? "Saved as answer.json." : "Copied.");
  } catch {
    tell("The browser does not allow that. Download the JSON, or copy by hand.");
  }
};
