// A page that the browser had put away is not shown again as it was: the session may have ended since, here or elsewhere. It is put
// away empty, and asked for anew when somebody comes back to it.
"use strict";

addEventListener("pagehide", function () { document.body.hidden = true; });

addEventListener("pageshow", function (event) {
  if (event.persisted) location.reload();
  else document.body.hidden = false;
});
