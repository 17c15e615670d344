// The theme of the account menu: light, dark, or as the system has it. The cookie lets the server draw the next page in it.

const A_YEAR = 31_536_000;

export function theme(element) {
  element.addEventListener("change", (event) => {
    const { value } = event.target;
    const system = value === "system";
    document.cookie = `theme=${system ? "" : value}; path=/; max-age=${system ? 0 : A_YEAR}; samesite=lax`;
    if (system) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = value;
  });
}
