import { CLOUDS } from "../provider/clouds";
import type { Cloud } from "../provider/core/cloud";

const BEGIN = "<!-- types: written by npm run docs -->";
const END = "<!-- end of types -->";

/** The page with the table of types, as the clouds' `peers.ts` declare them. */
export function withTypes(page: string): string {
  const [before = "", after = ""] = [page.split(BEGIN)[0], page.split(END)[1]];
  const clouds: readonly Cloud[] = Object.values(CLOUDS);
  const rows = clouds.flatMap(({ peers }) =>
    peers.types.map(({ type, page: link, bridged, resource, keeps, back }) => {
      const cells = [
        `[\`${type}\`](${link})`,
        bridged ? `\`${bridged}\`` : "",
        `\`${resource}\``,
        keeps ? `stays, ignoring ${keeps.map((name) => `\`${name}\``).join(", ")}` : "leaves",
        back ? "yes" : "no",
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  );
  const head = [
    "| Terraform | bridged Pulumi package | becomes | on the old side it | `--back` |",
    "| --- | --- | --- | --- | --- |",
  ];
  return [`${before}${BEGIN}`, "", ...head, ...rows, "", `${END}${after}`].join("\n");
}
