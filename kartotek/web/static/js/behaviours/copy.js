// Copies data-copy, or the value of the control before the button, and says so in data-copied.

export function copy(element) {
  element.addEventListener("click", async () => {
    const text = element.dataset.copy ?? element.parentElement.querySelector("input").value;
    await navigator.clipboard.writeText(text);
    document.getElementById("announcer").textContent = element.dataset.copied ?? "";
    element.dataset.tip = element.dataset.copied ?? element.dataset.tip ?? "";
  });
}
