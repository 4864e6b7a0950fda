import { type OnChange, text } from "../../core/field";

/** A name or a description, as VPC pages limit both: a length, and no beginning that looks like a link. */
export function vpcText<const C extends OnChange>(options: {
  doc: string;
  longest: number;
  source: string;
  onChange: C;
}) {
  const { longest, ...rest } = options;
  return text({
    ...rest,
    pattern: new RegExp(`^(?!https?://)[^]{0,${longest}}$`),
    shape: `text of at most ${longest} characters that does not begin with http:// or https://`,
  });
}
