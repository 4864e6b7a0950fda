import theme from "vitepress/theme";
import "./style.css";

const KEY = "language";
const inPage = typeof window !== "undefined";
/** Only the languages of programs: other tabs stand by themselves. */
const LANGUAGES = new Set(["TypeScript", "Python", "Go", "C#", "Java", "YAML"]);

function choose(language) {
  document.documentElement.dataset.language = language;
  for (const label of document.querySelectorAll(".vp-code-group .tabs label")) {
    if (label.textContent !== language) continue;
    const input = document.getElementById(label.getAttribute("for"));
    const group = label.closest(".vp-code-group");
    const index = [...group.querySelectorAll(".tabs label")].indexOf(label);
    input.checked = true;
    group.querySelectorAll(".blocks > div").forEach((block, at) => {
      block.classList.toggle("active", at === index);
    });
  }
}

/** The tab that a reader chose is chosen on every page, and names in tables follow it. */
function remember(router) {
  const kept = () => {
    const language = localStorage.getItem(KEY);
    if (language) choose(language);
  };
  document.addEventListener("click", (event) => {
    const language = event.target.closest?.(".vp-code-group .tabs label")?.textContent;
    if (!LANGUAGES.has(language)) return;
    localStorage.setItem(KEY, language);
    // After the theme's own handler, which measures nothing: the tabs are already switched.
    setTimeout(() => choose(language));
  });
  router.onAfterRouteChange = () => setTimeout(kept);
  window.addEventListener("load", kept);
}

// biome-ignore lint/style/noDefaultExport: VitePress takes the default export
export default {
  extends: theme,
  enhanceApp({ router }) {
    if (inPage) remember(router);
  },
};
