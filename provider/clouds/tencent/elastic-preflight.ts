import type { Step } from "../../core/binding";
import type { Context } from "../../core/context";
import type { DeclaredBilling } from "./billing";
import type { TencentClient } from "./client";
import {
  type Answering,
  PLACE_FIELDS,
  placeOf,
  preflightAssociation,
  preflightDisassociation,
} from "./elastic-association";
import { type declaration, PAGE } from "./elastic-declaration";
import { refusedAs } from "./errors";
import { preflightBilling } from "./preflight";

type Ctx = Context<TencentClient>;
type Planned<Key> = Exclude<Step<Key, typeof declaration>, { readonly verb: "delete" }>;

/** Maximum Mbps, from the page of the order. */
const LARGEST = { TRAFFIC_POSTPAID_BY_HOUR: 100, BANDWIDTH_PACKAGE: 2_000 } as const;
const CHANGE = "ModifyIPv6AddressesBandwidth";

/** Refuses an order or a change of an EIPv6 that would fail. The API has no dry run. */
export async function preflightElastic<Key extends Answering>(ctx: Ctx, step: Planned<Key>): Promise<void> {
  const { desired } = step;
  const { region } = desired;
  if (step.verb === "create") {
    requireRange(PAGE, undefined, desired);
    await preflightBilling(ctx, PAGE, undefined, desired);
    if (!step.replaces) await preflightQuota(ctx, desired);
    await preflightAssociation(ctx, region, placeOf(desired), step.replaces ? [step.replaces.addressId] : []);
    return;
  }
  const { key, fields } = step;
  const moves = PLACE_FIELDS.some((name) => fields.includes(name));
  if (fields.includes("bandwidth")) requireRange(CHANGE, key.addressId, desired);
  if (!moves && !fields.includes("bandwidth")) return;
  const row = await ctx.client.elastic.one(ctx, region, key.addressId);
  if (row?.IsArrears) {
    const action = moves ? "AssociateIPv6Address" : CHANGE;
    throw refusedAs("OperationDenied.AddressInArrears", action, key.addressId, "the address is in arrears");
  }
  if (!moves) return;
  await preflightDisassociation(ctx, key, placeOf(desired));
  await preflightAssociation(ctx, region, placeOf(desired), [key.addressId]);
}

function requireRange(
  action: string,
  id: string | undefined,
  { bandwidth, internetChargeType }: DeclaredBilling,
): void {
  const most = internetChargeType && LARGEST[internetChargeType];
  if (!most || !bandwidth || bandwidth <= most) return;
  const message = `${internetChargeType} allows at most ${most} Mbps; got ${bandwidth}`;
  throw refusedAs("InvalidParameterValue.BandwidthOutOfRange", action, id, message);
}

async function preflightQuota(ctx: Ctx, desired: { region: string; internetServiceProvider?: string | undefined }) {
  const { region, internetServiceProvider: line = "BGP" } = desired;
  const name = line === "BGP" ? "BGP_EIPv6_QUOTA" : "SINGLEISP_EIPv6_QUOTA";
  const quota = (await ctx.client.preflightReads.quotasOf(ctx, region))?.find(({ QuotaId }) => QuotaId === name);
  // No limit may also mean that the account is not on the allow-list; only the order shows which.
  if (!quota || quota.QuotaLimit <= 0 || quota.QuotaCurrent < quota.QuotaLimit) return;
  const message = `${name}: ${quota.QuotaCurrent} of ${quota.QuotaLimit} are in use in ${region}`;
  throw refusedAs("AddressQuotaLimitExceeded", PAGE, undefined, message);
}
