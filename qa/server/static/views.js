// Days are chosen by dragging and files are dropped where a form has them; all else works without a script.
import { chooseDays } from "./days.js";

document.documentElement.classList.add("js");
const form = document.querySelector(".asker");
if (form?.querySelector(".all-days")) chooseDays(form);

// A picture of days that is wider than the screen opens where the most dots are.
const axis = document.querySelector(".axis");
if (axis) {
  const [frame, room] = [axis.getBoundingClientRect(), axis.clientWidth];
  const places = [...axis.querySelectorAll("circle")].map((dot) => dot.getBoundingClientRect()).map(({ left, width }) => left + width / 2);
  const inView = (first) => places.filter((place) => place >= first && place <= first + room - 40);
  const most = places.map(inView).reduce((best, seen) => (seen.length >= best.length ? seen : best), []);
  const middle = (Math.min(...most) + Math.max(...most)) / 2;
  if (most.length) axis.scrollBy({ left: middle - frame.left - frame.width / 2, behavior: "instant" });
}

// A file that is dropped anywhere on a form is chosen in its field.
for (const paper of document.querySelectorAll(".paper:has([type=file])")) {
  paper.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
  paper.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    paper.querySelector("[type=file]").files = event.dataTransfer.files;
  });
}
