// The engine's side of the protocol: a client of a plugin that is served in this process, in plain values.
import { credentials, type Metadata, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Clock, type Runtime, systemClock } from "../../provider/core/context";
import { type RunningPlugin, startPlugin } from "../../provider/doors/plugin/server";

type Values = Record<string, unknown>;
type Unary<Q, A> = (request: Q, callback: (error: ServiceError | null, answer: A) => void) => unknown;

export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const NUMBER_UNKNOWN = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const secret = (value: unknown) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value });
export const urnOf = (type: string, name = "web", parents = "", project = "project") =>
  `urn:pulumi:stack::${project}::${parents}ipv6:${type}::${name}`;

const struct = (values: Values) => Struct.fromJavaScript(values as never);
const plain = (given: Struct | undefined) => (given?.toJavaScript() ?? {}) as Values;

export interface Failed {
  readonly code: number;
  readonly message: string;
  readonly id?: string;
  readonly properties?: Values;
  readonly inputs?: Values | undefined;
  readonly reasons?: string[];
  readonly refreshBeforeUpdate?: boolean;
}

/** What a call failed with, what is packed in its metadata too. */
export async function failure(work: Promise<unknown>): Promise<Failed> {
  const error = await work.then(
    () => {
      throw new Error("it should have failed");
    },
    (reason: ServiceError & { metadata: Metadata }) => reason,
  );
  const [packed] = error.metadata?.get("grpc-status-details-bin") ?? [];
  const found = { code: error.code, message: error.details ?? error.message };
  if (!packed) return found;
  const [any] = Status.deserializeBinary(packed as Buffer).getDetailsList();
  const failed = any?.unpack(
    proto.ErrorResourceInitFailed.deserializeBinary,
    "pulumirpc.ErrorResourceInitFailed",
  ) as proto.ErrorResourceInitFailed;
  return {
    ...found,
    id: failed.getId(),
    properties: plain(failed.getProperties()),
    inputs: failed.hasInputs() ? plain(failed.getInputs()) : undefined,
    reasons: failed.getReasonsList(),
    refreshBeforeUpdate: failed.getRefreshBeforeUpdate(),
  };
}

function uniqueTexts(): () => string {
  let count = 0;
  return () => `unique-${++count}-${Math.random()}`;
}

export class Peer {
  private constructor(
    private readonly plugin: Pick<RunningPlugin, "settle" | "close">,
    readonly client: ResourceProviderClient,
  ) {}

  static async start(
    environment: Record<string, string> = {},
    clock: Clock = systemClock,
    { random = Math.random, unique = uniqueTexts() }: Partial<Pick<Runtime, "random" | "unique">> = {},
  ): Promise<Peer> {
    const runtime = { clock, random, unique, environment: { HOME: "/nonexistent", ...environment } };
    const plugin = await startPlugin({ version: "1.2.3", runtime });
    return new Peer(plugin, new ResourceProviderClient(`127.0.0.1:${plugin.port}`, credentials.createInsecure()));
  }

  /** A plugin that is a process of its own. */
  static attach(port: number, close: () => void): Peer {
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    return new Peer({ settle: async () => {}, close }, client);
  }

  settle(): Promise<void> {
    return this.plugin.settle();
  }

  stop(): void {
    this.client.close();
    this.plugin.close();
  }

  /** Any call, as the protocol has it. */
  ask<Q, A>(method: Unary<Q, A>, request: Q): Promise<A> {
    return new Promise((resolve, reject) => {
      method.call(this.client, request, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  }

  async configure(args: Values): Promise<proto.ConfigureResponse> {
    return this.ask<proto.ConfigureRequest, proto.ConfigureResponse>(
      this.client.configure,
      new proto.ConfigureRequest().setArgs(struct(args)),
    );
  }
  async checkConfig(news: Values) {
    const request = new proto.CheckRequest().setNews(struct(news));
    return answered(await this.ask<proto.CheckRequest, proto.CheckResponse>(this.client.checkConfig, request));
  }
  async check(urn: string, news: Values, olds: Values = {}) {
    const request = new proto.CheckRequest().setUrn(urn).setNews(struct(news)).setOlds(struct(olds));
    return answered(await this.ask<proto.CheckRequest, proto.CheckResponse>(this.client.check, request));
  }
  async diff(urn: string, id: string, olds: Values, news: Values) {
    const request = new proto.DiffRequest().setUrn(urn).setId(id).setOlds(struct(olds)).setNews(struct(news));
    const answer = await this.ask<proto.DiffRequest, proto.DiffResponse>(this.client.diff, request);
    const kinds = Object.entries(proto.PropertyDiff.Kind);
    const detailed = (answer.getDetaileddiffMap().toArray() as unknown as [string, [number?]][]).map(([name]) => {
      const kind = answer.getDetaileddiffMap().get(name)?.getKind();
      return [name, kinds.find(([, number]) => number === kind)?.[0]];
    });
    return {
      changes: answer.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
      diffs: answer.getDiffsList(),
      replaces: answer.getReplacesList(),
      deleteFirst: answer.getDeletebeforereplace(),
      hasDetailed: answer.getHasdetaileddiff(),
      detailed: Object.fromEntries(detailed),
    };
  }
  async create(urn: string, inputs: Values, { preview = false, timeout = 0 } = {}) {
    const request = new proto.CreateRequest().setUrn(urn).setProperties(struct(inputs)).setPreview(preview);
    const answer = await this.ask<proto.CreateRequest, proto.CreateResponse>(
      this.client.create,
      request.setTimeout(timeout),
    );
    const refreshBeforeUpdate = answer.getRefreshBeforeUpdate();
    return { id: answer.getId(), properties: plain(answer.getProperties()), refreshBeforeUpdate };
  }
  async update(urn: string, id: string, olds: Values, news: Values, { preview = false, timeout = 0 } = {}) {
    const request = new proto.UpdateRequest().setUrn(urn).setId(id).setOlds(struct(olds)).setNews(struct(news));
    const answer = await this.ask<proto.UpdateRequest, proto.UpdateResponse>(
      this.client.update,
      request.setPreview(preview).setTimeout(timeout),
    );
    return { properties: plain(answer.getProperties()), refreshBeforeUpdate: answer.getRefreshBeforeUpdate() };
  }
  /** Without state and inputs: an import. */
  async read(urn: string, id: string, state?: Values, inputs?: Values, timeout = 0) {
    const request = new proto.ReadRequest().setUrn(urn).setId(id).setTimeout(timeout);
    if (state) request.setProperties(struct(state));
    if (inputs) request.setInputs(struct(inputs));
    const answer = await this.ask<proto.ReadRequest, proto.ReadResponse>(this.client.read, request);
    return { id: answer.getId(), properties: plain(answer.getProperties()), inputs: plain(answer.getInputs()) };
  }
  async delete(urn: string, id: string, state: Values, timeout = 0): Promise<void> {
    const request = new proto.DeleteRequest().setUrn(urn).setId(id).setProperties(struct(state)).setTimeout(timeout);
    await this.ask<proto.DeleteRequest, Empty>(this.client.delete, request);
  }
  async invoke(token: string, args: Values) {
    const request = new proto.InvokeRequest().setTok(token).setArgs(struct(args));
    const answer = await this.ask<proto.InvokeRequest, proto.InvokeResponse>(this.client.invoke, request);
    const failures = failuresOf(answer);
    return { values: answer.hasReturn() ? plain(answer.getReturn()) : undefined, failures };
  }
  async cancel(): Promise<void> {
    await this.ask<Empty, Empty>(this.client.cancel, new Empty());
  }
}

function failuresOf(response: proto.CheckResponse | proto.InvokeResponse) {
  return response.getFailuresList().map((each) => ({ property: each.getProperty(), reason: each.getReason() }));
}

function answered(response: proto.CheckResponse) {
  const failures = failuresOf(response);
  return { inputs: plain(response.getInputs()), failures, reasons: failures.map(({ reason }) => reason) };
}
