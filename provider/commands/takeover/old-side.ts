import { Refusal } from "../../core/api/errors";
import { jsonObject } from "../../core/api/links";
import type { Values } from "../../core/check";
import { decoded } from "../files";

/** An object as the old side has it. */
export interface Held {
  /** Where: a Terraform address, or a URN. */
  readonly at: string;
  /** The Terraform address without instance keys, which `removed` blocks take; or the URN. */
  readonly block: string;
  /** Terraform's type; of a Pulumi resource, its token. */
  readonly type: string;
  /** For names. */
  readonly label: string;
  /** The name that the new resource keeps. Omitted: one is made of `label`. */
  readonly name?: string;
  readonly id: string;
  /** With Terraform's attribute names. */
  readonly attributes: Values;
  /** The region of its provider, where the file tells it. */
  readonly region?: string | undefined;
  /** Why it is not an object to take. */
  readonly unfit?: string | undefined;
}

/** A file of the old side. */
export interface OldSide {
  readonly tool: "terraform" | "pulumi";
  readonly held: readonly Held[];
  /** Regions that appear in it, to look in. */
  readonly regions: readonly string[];
  /** Pulumi: who depends on whom, by URN. */
  readonly uses: ReadonlyMap<string, readonly string[]>;
  readonly protected: ReadonlySet<string>;
}

/** Largest file that is read: 256 MiB. */
export const LARGEST = 256 * 1024 * 1024;

/**
 * The JSON of a file, whatever a shell or an editor made of its encoding.
 *
 * @throws Refusal that says what to do
 */
export function jsonOf(bytes: Uint8Array, from: string): Values {
  if (bytes.length > LARGEST) throw new Refusal(`${from}: is larger than 256 MiB`);
  const text = decoded(bytes).trim();
  const value = jsonObject(text);
  if (typeof value !== "string") return value;
  const hint = /^(\W*\[\d+m)?(terraform|resource|#)/.test(text)
    ? "; this looks like text for people: write it with terraform show -json, or take the state itself"
    : "";
  throw new Refusal(`${from}: is not a JSON object${hint}`);
}

/** Regions that attributes name, directly or by a zone, such as cn-hangzhou-h, ap-guangzhou-6 or eu-central-1a. */
export function regionsIn(attributes: Values): string[] {
  const text = (name: string) => (typeof attributes[name] === "string" ? [attributes[name] as string] : []);
  const zones = ["zone_id", "availability_zone", "zone"].flatMap(text);
  const named = ["region_id", "region"].flatMap(text);
  const inZones = zones.map((zone) => zone.replace(/(-[a-z0-9]|(?<=\d)[a-z])$/, ""));
  return [...named, ...inZones].filter((region) => /^[a-z]{2,}-[a-z0-9-]+$/.test(region));
}
