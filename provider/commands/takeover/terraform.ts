import { z } from "zod";
import { Refusal } from "../../core/api/errors";
import type { Values } from "../../core/check";
import { type Held, type OldSide, regionsIn } from "./old-side";

/** Terraform and OpenTofu: a state as backends keep it (version 4), and what `show -json` makes of a state or plan. */

const attributes = z.record(z.string(), z.unknown());
const key = z.union([z.string(), z.number()]);

/** https://developer.hashicorp.com/terraform/internals/state-format is private; this is what version 4 has. */
const rawState = z.object({
  version: z.number(),
  resources: z
    .array(
      z.object({
        module: z.string().optional(),
        mode: z.string(),
        type: z.string(),
        name: z.string(),
        instances: z
          .array(
            z.object({
              index_key: key.nullish(),
              status: z.string().nullish(),
              deposed: z.string().nullish(),
              attributes: attributes.nullish(),
              attributes_flat: attributes.nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

/** https://developer.hashicorp.com/terraform/internals/json-format */
interface Module {
  readonly address?: string | undefined;
  readonly resources?: readonly z.infer<typeof shownResource>[] | null | undefined;
  readonly child_modules?: readonly Module[] | null | undefined;
}
const shownResource = z.object({
  address: z.string().optional(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  index: key.nullish(),
  tainted: z.boolean().nullish(),
  deposed_key: z.string().nullish(),
  values: attributes.nullish(),
});
const shownModule: z.ZodType<Module> = z.lazy(() =>
  z.object({
    address: z.string().optional(),
    resources: z.array(shownResource).nullish(),
    child_modules: z.array(shownModule).nullish(),
  }),
);
const shownValues = z.object({ values: z.object({ root_module: shownModule }).nullish() });
const shown = shownValues.extend({
  prior_state: shownValues.nullish(),
  configuration: z
    .object({
      provider_config: z.record(
        z.string(),
        z.object({ expressions: z.record(z.string(), z.unknown()).nullish() }).passthrough(),
      ),
    })
    .nullish(),
});

/** @returns undefined if the file is none of Terraform's */
export function readTerraform(file: Values, from: string): OldSide | undefined {
  if ("encrypted_data" in file) {
    throw new Refusal(`${from}: is encrypted by OpenTofu; take the output of tofu show -json or tofu state pull`);
  }
  if ("format_version" in file) return readShown(parsed(shown, file, from), from);
  if ("lineage" in file || "terraform_version" in file) {
    if (file.version !== 4) {
      const way = "run terraform plan once with Terraform 0.12 or newer, which writes version 4";
      throw new Refusal(`${from}: is a Terraform state of version ${file.version}, which has another shape; ${way}`);
    }
    return readRaw(parsed(rawState, file, from));
  }
  return undefined;
}

function parsed<T>(shape: z.ZodType<T>, file: Values, from: string): T {
  const { data, error } = shape.safeParse(file);
  if (data !== undefined) return data;
  const lines = error?.issues.map(({ path, message }) => `${from}: ${path.join(".")}: ${message}`) ?? [];
  throw new Refusal(lines.slice(0, 10).join("\n"));
}

function readRaw({ resources }: z.infer<typeof rawState>): OldSide {
  const held = (resources ?? []).flatMap(({ module, mode, type, name, instances }) =>
    (instances ?? []).map((instance): Held => {
      const values = instance.attributes ?? unflattened(instance.attributes_flat ?? {});
      const path = [...(module ? [module] : []), ...(mode === "data" ? ["data"] : []), type, name].join(".");
      const index = instance.index_key ?? undefined;
      const fit = { mode, deposed: instance.deposed, tainted: instance.status === "tainted" };
      return heldAs(path, type, index, values, fit);
    }),
  );
  return side(held);
}

function readShown(file: z.infer<typeof shown>, from: string): OldSide {
  const root = (file.values ?? file.prior_state?.values)?.root_module;
  if (!root && "planned_values" in file) throw new Refusal(`${from}: is a plan for a state without resources`);
  const walk = ({ address: module, resources, child_modules: inner }: Module): Held[] => [
    ...(resources ?? []).map((each) => {
      const { mode, type, name, tainted, deposed_key: deposed } = each;
      const path = [...(module ? [module] : []), ...(mode === "data" ? ["data"] : []), type, name].join(".");
      return heldAs(path, type, each.index ?? undefined, each.values ?? {}, { mode, deposed, tainted });
    }),
    ...(inner ?? []).flatMap(walk),
  ];
  const configured = Object.values(file.configuration?.provider_config ?? {}).flatMap(({ expressions }) => {
    const region = expressions?.region as { constant_value?: unknown } | undefined;
    return typeof region?.constant_value === "string" ? [region.constant_value] : [];
  });
  return side(root ? walk(root) : [], configured);
}

interface Fit {
  readonly mode: string;
  readonly deposed?: string | null | undefined;
  readonly tainted?: boolean | null | undefined;
}

function heldAs(path: string, type: string, index: string | number | undefined, values: Values, fit: Fit): Held {
  const at = index === undefined ? path : `${path}[${spelled(index)}]`;
  return {
    at,
    block: path.replace(/\[("(\\.|[^"\\])*"|\d+)\]/g, ""),
    type,
    label: labelOf(path, index),
    id: typeof values.id === "string" ? values.id : "",
    attributes: values,
    unfit: unfit(fit),
  };
}

/** An instance key as Terraform writes it, where `${` and `%{` begin a template. */
function spelled(index: string | number): string {
  return JSON.stringify(index).replace(/[$%](?=\{)/g, "$&$&");
}

function unfit({ mode, deposed, tainted }: Fit): string | undefined {
  if (mode === "data") return "a data source: Terraform only reads it";
  if (deposed)
    return `deposed (${deposed}): Terraform replaced it and still has to destroy it; run terraform apply first`;
  return tainted ? "tainted: Terraform means to replace it; run terraform untaint or terraform apply first" : undefined;
}

/** `module.web["eu"].some_type.this[0]` becomes `web-eu-this-0`. */
function labelOf(path: string, index: string | number | undefined): string {
  const modules = [...path.matchAll(/module\.([^.[]+)(?:\["?((?:\\.|[^"\]])*)"?\])?/g)];
  const within = modules.flatMap(([, name, at]) => [name, at]);
  const name = path.split(".").at(-1);
  return [...within, name, index].filter((part) => part !== undefined && part !== "").join("-");
}

function side(held: readonly Held[], configured: readonly string[] = []): OldSide {
  const regions = [...new Set([...configured, ...held.flatMap(({ attributes: values }) => regionsIn(values))])];
  return { tool: "terraform", held, regions, uses: new Map(), protected: new Set() };
}

/** States that were upgraded from before 0.12 keep `a.0`, `a.1` and `a.#` until the next apply. */
function unflattened(flat: Values): Values {
  const all: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const [base = "", part, ...deeper] = name.split(".");
    if (part === undefined) all[base] = value;
    else if (part !== "#" && part !== "%" && deeper.length === 0 && /^\d+$/.test(part))
      all[base] = [...((all[base] as unknown[]) ?? []), value];
    else if (part !== "#" && part !== "%" && deeper.length === 0)
      all[base] = { ...(all[base] as object), [part]: value };
  }
  return all;
}
