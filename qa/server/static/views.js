// Days are chosen by dragging where a form has them; all else on these pages works without a script.
import { chooseDays } from "./days.js";

document.documentElement.classList.add("js");
const form = document.querySelector(".asker");
if (form?.querySelector(".all-days")) chooseDays(form);

// A wide picture is shown from where its last event is.
const axis = document.querySelector(".axis");
if (axis) axis.scrollLeft = axis.scrollWidth;
