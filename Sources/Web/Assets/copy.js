// A button that copies a text beside it. Without this file the text is there to be selected.
"use strict";

document.querySelectorAll("[data-copies]").forEach(function (button) {
  const text = document.getElementById(button.dataset.copies);
  const answer = button.parentElement.querySelector("[data-text]");
  button.hidden = false;
  button.addEventListener("click", function () {
    copy(text).then(function (isDone) { answer.textContent = isDone ? answer.dataset.text : ""; });
  });
});

// The clipboard is there on secure pages alone; elsewhere the selection is copied, and stays to be seen.
function copy(element) {
  getSelection().selectAllChildren(element);
  if (!navigator.clipboard) return Promise.resolve(document.execCommand("copy"));
  return navigator.clipboard.writeText(element.textContent).then(
    function () { return true; },
    function () { return document.execCommand("copy"); });
}
