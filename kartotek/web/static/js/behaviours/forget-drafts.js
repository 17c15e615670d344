// Whoever signs out leaves no draft behind in the browser.
import { forgetDrafts } from "../editor/drafts.js";

export function forgetDraftsOnLeaving(form) {
  form.addEventListener("submit", forgetDrafts);
}
