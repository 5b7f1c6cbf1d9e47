// A second press while a form is on its way does nothing. Everything works without this file.
"use strict";

document.addEventListener("submit", function (event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setBusy(form, true);
  // Whatever happens to the request, nobody stays shut out.
  setTimeout(function () { release(form); }, 8000);
});

// Coming back with the browser's button shows the page as it was left.
addEventListener("pageshow", function () {
  document.querySelectorAll("form[data-sent]").forEach(release);
});

function release(form) {
  delete form.dataset.sent;
  setBusy(form, false);
}

function setBusy(form, isBusy) {
  form.querySelectorAll("button").forEach(function (button) {
    if (isBusy) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  });
}
