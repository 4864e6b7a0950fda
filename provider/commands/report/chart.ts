import type { Page } from "./page";
import type { Fate } from "./plan";

const [LABEL, WIDTH, ROW, BAR] = [150, 420, 34, 20];

/** An SVG bar for each cloud, by what happens to its resources. The page defines the colours. */
export function chart({ counts }: Page, words: Readonly<Record<Fate, string>>, safe: (text: string) => string): string {
  const most = Math.max(1, ...counts.map(({ by }) => by.reduce((sum, { count }) => sum + count, 0)));
  const bars = counts.map(({ cloud, by }, row) => {
    const y = row * ROW;
    let x = LABEL;
    const parts = by.flatMap(({ fate, count }) => {
      if (count === 0) return [];
      const width = (count / most) * WIDTH;
      const at = x;
      x += width;
      const label = `<text class="number" x="${round(at + width / 2)}" y="${y + BAR / 2 + 5}">${count}</text>`;
      const box = `<rect class="${fate}" x="${round(at)}" y="${y}" width="${round(Math.max(1, width - 2))}" height="${BAR}" rx="3"/>`;
      return [`<g><title>${safe(`${cloud}: ${count} ${words[fate]}`)}</title>${box}${width > 16 ? label : ""}</g>`];
    });
    return `<text x="0" y="${y + BAR / 2 + 5}">${safe(cloud)}</text>${parts.join("")}`;
  });
  const fates = (counts[0]?.by ?? []).map(({ fate }) => fate);
  const legend = fates.map((fate) => `<span><i class="${fate}"></i>${safe(words[fate])}</span>`).join("");
  const size = `viewBox="0 0 ${LABEL + WIDTH} ${counts.length * ROW}"`;
  const label = counts.map(
    ({ cloud, by }) => `${cloud}: ${by.map(({ fate, count }) => `${count} ${words[fate]}`).join(", ")}`,
  );
  return `<figure><svg ${size} role="img" aria-label="${safe(label.join("; "))}">${bars.join("")}</svg><figcaption>${legend}</figcaption></figure>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
