// Shows a password while it is typed, for who asks for it; it stays in the field and goes nowhere. Everything works without this
// file: the button is hidden then.
"use strict";

document.querySelectorAll("button[data-shows]").forEach(function (button) {
  const input = document.getElementById(button.dataset.shows);
  button.hidden = false;
  button.addEventListener("click", function () { show(input, button, input.type === "password"); });
  // A browser remembers what was typed into a field of text, and never what was typed into one for passwords.
  input.form.addEventListener("submit", function () { show(input, button, false); });
  addEventListener("pagehide", function () { show(input, button, false); });
});

function show(input, button, isShown) {
  input.type = isShown ? "text" : "password";
  button.setAttribute("aria-pressed", String(isShown));
}
