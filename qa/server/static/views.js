// Days are chosen by dragging and files are dropped where a form has them; all else works without a script.
import { chooseDays } from "./days.js";

document.documentElement.classList.add("js");
const form = document.querySelector(".asker");
if (form?.querySelector(".all-days")) chooseDays(form);

// A file that is dropped anywhere on a form is chosen in its field.
for (const paper of document.querySelectorAll(".paper:has([type=file])")) {
  paper.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
  paper.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    paper.querySelector("[type=file]").files = event.dataTransfer.files;
  });
}
