import { credentials, type ServiceError } from "@grpc/grpc-js";
import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { ConstructRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { hasUnknown, UNKNOWN } from "../../core/field";
import { DIRECT } from "./engine-log";
import { decode, encode, NOTHING, type Properties } from "./properties";

/** A value, whether it is secret, and the URNs it depends on. */
export interface Marked {
  readonly value: unknown;
  readonly secret: boolean;
  readonly from: readonly string[];
}
export type MarkedValues = Readonly<Record<string, Marked>>;

/** A child of a component. */
export interface Child {
  readonly type: string;
  readonly inputs: MarkedValues;
  /** Its type in the dynamic door, as an alias. */
  readonly formerly: string;
  /** Reference of its provider; empty lets the engine choose. */
  readonly provider: string;
}

/** Client of the engine's resource monitor, with which a component registers resources. */
export class Monitor {
  private readonly client: ResourceMonitorClient;

  constructor(private readonly request: ConstructRequest) {
    this.client = new ResourceMonitorClient(request.getMonitorendpoint(), credentials.createInsecure(), {
      ...DIRECT,
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
  }

  close(): void {
    this.client.close();
  }

  /** Registers the component itself, with every option that the program set. @returns its URN */
  async component(inputs: MarkedValues): Promise<string> {
    const { request } = this;
    const component = registration(request.getType(), request.getName(), request.getParent(), inputs)
      .setAliasesList(request.getAliasesList())
      .setDependenciesList(request.getDependenciesList())
      .setAdditionalsecretoutputsList(request.getAdditionalsecretoutputsList())
      .setDeletedwith(request.getDeletedwith())
      .setReplaceWithList(request.getReplaceWithList())
      .setIgnorechangesList(request.getIgnorechangesList())
      .setReplaceonchangesList(request.getReplaceonchangesList())
      .setReplacementTrigger(request.getReplacementTrigger())
      .setCustomtimeouts(timeoutsOf(request))
      .setHooks(hooksOf(request))
      .setParentstacktracehandle(request.getStackTraceHandle());
    // Unset differs from false: the engine then inherits the option from the parent.
    if (request.hasProtect()) component.setProtect(request.getProtect() === true);
    if (request.hasRetainondelete()) component.setRetainondelete(request.getRetainondelete() === true);
    for (const [name, reference] of providersOf(request)) component.getProvidersMap().set(name, reference);
    return (await this.register(component)).urn;
  }

  /** Registers a child. The engine passes on inherited options, except timeouts. */
  async child(parent: string, { type, inputs, formerly, provider }: Child) {
    const spec = new Alias.Spec().setType(formerly).setParenturn(parent);
    const child = registration(type, this.request.getName(), parent, inputs)
      .setCustom(true)
      .setProvider(provider)
      .setDependenciesList([...new Set(Object.values(inputs).flatMap(({ from }) => from))])
      // Like the other door: an address holds one bandwidth, and the engine skips diff for forced replacements.
      .setDeletebeforereplace(true)
      .setDeletebeforereplacedefined(true)
      .setAliasesList([new Alias().setSpec(spec)])
      .setCustomtimeouts(timeoutsOf(this.request))
      .setParentstacktracehandle(this.request.getStackTraceHandle());
    return this.register(child);
  }

  /** One result of a look-up by this package's provider. Unknown while an argument is. */
  async answer(token: string, args: MarkedValues, output: string, provider: string): Promise<Marked> {
    const all = Object.values(args);
    const mark = { secret: all.some(({ secret }) => secret), from: [...new Set(all.flatMap(({ from }) => from))] };
    if (all.some(({ value }) => hasUnknown(value))) return { ...mark, value: UNKNOWN };
    const request = new ResourceInvokeRequest()
      .setTok(token)
      .setArgs(encode(unmarked(args)))
      .setProvider(provider);
    const answer = await this.ask<InvokeResponse>((done) => this.client.invoke(request, done));
    const reasons = answer.getFailuresList().map((each) => each.getReason());
    if (reasons.length > 0) throw new Error(`${token}: ${reasons.join("\n")}`);
    return { ...mark, value: decode(answer.getReturn()).values[output] };
  }

  async outputs(urn: string, outputs: MarkedValues): Promise<void> {
    const request = new RegisterResourceOutputsRequest().setUrn(urn).setOutputs(encode(unmarked(outputs)));
    await this.ask((done) => this.client.registerResourceOutputs(request, done));
  }

  private async register(request: RegisterResourceRequest): Promise<{ urn: string; properties: Properties }> {
    const answer = await this.ask<{ getUrn(): string; getObject(): Parameters<typeof decode>[0] }>((done) =>
      this.client.registerResource(request, done),
    );
    return { urn: answer.getUrn(), properties: answer.getObject() ? decode(answer.getObject()) : NOTHING };
  }

  private ask<A>(call: (done: (error: ServiceError | null, answer: A) => void) => unknown): Promise<A> {
    return new Promise((resolve, reject) => {
      call((error, answer) => (error ? reject(new Error(error.details || error.message)) : resolve(answer)));
    });
  }
}

/** Explicit providers of the component, by package. */
export function providersOf(request: ConstructRequest): [string, string][] {
  return request.getProvidersMap().getEntryList() as [string, string][];
}

/** Drops the dependencies and keeps the secrets. */
export function unmarked(values: MarkedValues): Properties {
  const all = Object.entries(values);
  const secrets = all.filter(([, { secret }]) => secret).map(([name]) => name);
  return { values: Object.fromEntries(all.map(([name, { value }]) => [name, value])), secrets: new Set(secrets) };
}

function registration(type: string, name: string, parent: string, inputs: MarkedValues): RegisterResourceRequest {
  const request = new RegisterResourceRequest()
    .setType(type)
    .setName(name)
    .setParent(parent)
    .setObject(encode(unmarked(inputs)))
    .setAcceptsecrets(true)
    .setSupportspartialvalues(true)
    .setAliasspecs(true);
  for (const [input, { from }] of Object.entries(inputs)) {
    const urns = new RegisterResourceRequest.PropertyDependencies().setUrnsList([...from]);
    request.getPropertydependenciesMap().set(input, urns);
  }
  return request;
}

function timeoutsOf(request: ConstructRequest): RegisterResourceRequest.CustomTimeouts | undefined {
  const given = request.getCustomtimeouts();
  if (!given) return undefined;
  const timeouts = new RegisterResourceRequest.CustomTimeouts().setCreate(given.getCreate());
  return timeouts.setUpdate(given.getUpdate()).setDelete(given.getDelete()).setRead(given.getRead());
}

function hooksOf(request: ConstructRequest): RegisterResourceRequest.ResourceHooksBinding | undefined {
  const given = request.getResourceHooks();
  return given && RegisterResourceRequest.ResourceHooksBinding.deserializeBinary(given.serializeBinary());
}
