import {
  type handleUnaryCall,
  Metadata,
  Server,
  ServerCredentials,
  type ServerWritableStream,
  type ServiceError,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { messageOf } from "../../core/api/errors";
import type { Failure } from "../../core/check";
import type { Runtime } from "../../core/context";
import { findLookup } from "../registry";
import { checkConfig, diffConfig, sealConfig } from "./config";
import { EngineLog } from "./engine-log";
import { Idle } from "./idle";
import { decode, encode, type Properties } from "./properties";
import { type Difference, type Found, InitFailed, Provider } from "./provider";
import { schema } from "./schema";

export interface PluginOptions {
  readonly version: string;
  readonly runtime: Omit<Runtime, "log">;
  /** Address of the engine; without it, the engine sends it later (Attach). */
  readonly engine?: string | undefined;
}

export interface RunningPlugin {
  readonly port: number;
  close(): void;
  /** Finishes pending writes to the clouds. Call it before the process ends. */
  settle(): Promise<void>;
}

/** Serves the protocol on loopback. */
export async function startPlugin({ version, runtime, engine }: PluginOptions): Promise<RunningPlugin> {
  const log = new EngineLog(runtime.environment.PULUMI_IPV6_LOG === "debug");
  if (engine) log.connect(engine);
  const provider = new Provider({ ...runtime, log: log.of("") }, (urn) => log.of(urn));
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, service(provider, log, version, new Idle(runtime.clock)));
  const port = await new Promise<number>((resolve, reject) => {
    const bound = (error: Error | null, at: number) => (error ? reject(error) : resolve(at));
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), bound);
  });
  const close = () => {
    provider.cancel();
    server.forceShutdown();
    log.close();
  };
  return { port, close, settle: () => provider.settle() };
}

/** The calls of the protocol. Others return "unimplemented", which the engine accepts. */
function service(provider: Provider, log: EngineLog, version: string, calm: Idle): UntypedServiceImplementation {
  const answer = <Q, A>(work: (request: Q) => A | Promise<A>): handleUnaryCall<Q, A> => {
    return async ({ request }, callback) => {
      try {
        const response = await calm.counted(() => work(request));
        await log.flush();
        callback(null, response);
      } catch (error) {
        await log.flush();
        callback(serviceError(error, provider.refreshBeforeUpdate));
      }
    };
  };
  /**
   * A create or update. The engine starts no step after one that fails at preview, so a failure waits for the others.
   */
  const step = <Q extends { getPreview(): boolean }, A>(work: (request: Q) => Promise<A>) =>
    answer((request: Q) =>
      work(request).catch(async (error: unknown) => {
        if (request.getPreview()) await calm.whenIdle();
        throw error;
      }),
    );
  const refuse = (what: string) =>
    answer(() => {
      throw Object.assign(new Error(`pulumi-ipv6 ${what}`), { code: status.UNIMPLEMENTED });
    });

  /** The engine's reference of this provider, which a component's children use too. */
  let own = "";

  return {
    handshake: answer((request: proto.ProviderHandshakeRequest) => {
      if (request.getEngineAddress()) log.connect(request.getEngineAddress());
      // Any response tells the engine that it may call Create and Update at preview.
      return new proto.ProviderHandshakeResponse().setAcceptSecrets(true);
    }),
    attach: answer((request: PluginAttach) => {
      log.connect(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: answer(() => new PluginInfo().setVersion(version)),
    getSchema: answer(() => new proto.GetSchemaResponse().setSchema(JSON.stringify(schema(version)))),

    checkConfig: answer((request: proto.CheckRequest) => {
      const news = decode(request.getNews()).values;
      return checked({ values: sealConfig(news), secrets: new Set() }, checkConfig(news));
    }),
    diffConfig: answer((request: proto.DiffRequest) => {
      const changed = diffConfig(decode(request.getOlds()).values, decode(request.getNews()).values);
      return new proto.DiffResponse().setChanges(changesOf(changed)).setDiffsList(changed);
    }),
    configure: answer((request: proto.ConfigureRequest) => {
      provider.configure(configOf(request));
      own = request.getUrn() ? `${request.getUrn()}::${request.getId()}` : "";
      return new proto.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),

    check: answer(async (request: proto.CheckRequest) => {
      const { inputs, failures } = await provider.check(
        request.getUrn(),
        decode(request.getOlds()),
        decode(request.getNews()),
      );
      return checked(inputs, failures);
    }),
    diff: answer((request: proto.DiffRequest) => {
      const [olds, news] = [decode(request.getOlds()), decode(request.getNews())];
      return diffed(provider.diff(request.getUrn(), request.getId(), olds, news));
    }),
    create: step(async (request: proto.CreateRequest) => {
      const options = { preview: request.getPreview(), seconds: request.getTimeout() };
      const { id, properties } = await provider.create(request.getUrn(), decode(request.getProperties()), options);
      const response = new proto.CreateResponse().setId(id).setProperties(encode(properties));
      return response.setRefreshBeforeUpdate(provider.refreshBeforeUpdate);
    }),
    read: answer(async (request: proto.ReadRequest) => {
      const [state, last] = [decode(request.getProperties()), decode(request.getInputs())];
      const found = await provider.read(request.getUrn(), request.getId(), state, last, request.getTimeout());
      // An empty id tells the engine that the object is gone.
      if (!found) return new proto.ReadResponse();
      const response = new proto.ReadResponse().setId(found.id).setProperties(encode(found.properties));
      if (found.inputs) response.setInputs(encode(found.inputs));
      return response.setRefreshBeforeUpdate(provider.refreshBeforeUpdate);
    }),
    update: step(async (request: proto.UpdateRequest) => {
      const options = { preview: request.getPreview(), seconds: request.getTimeout() };
      const [olds, news] = [decode(request.getOlds()), decode(request.getNews())];
      const { properties } = await provider.update(request.getUrn(), request.getId(), olds, news, options);
      const response = new proto.UpdateResponse().setProperties(encode(properties));
      return response.setRefreshBeforeUpdate(provider.refreshBeforeUpdate);
    }),
    delete: answer(async (request: proto.DeleteRequest) => {
      await provider.delete(request.getUrn(), request.getId(), decode(request.getProperties()), request.getTimeout());
      return new Empty();
    }),

    list: list(provider),

    cancel: answer(() => {
      provider.cancel();
      return new Empty();
    }),
    parameterize: refuse("takes no parameters"),
    invoke: answer(async (request: proto.InvokeRequest) => {
      const question = findLookup(request.getTok().replace(/^ipv6:/, ""));
      if (!question) {
        const missing = new Error(`pulumi-ipv6 has no function ${request.getTok()}`);
        throw Object.assign(missing, { code: status.UNIMPLEMENTED });
      }
      const { properties, failures } = await provider.lookUp(question, decode(request.getArgs()));
      const response = new proto.InvokeResponse().setFailuresList(checkFailures(failures));
      return properties ? response.setReturn(encode(properties)) : response;
    }),
    construct: answer((request: proto.ConstructRequest) => {
      // Loaded on first use: the monitor's messages slow the start.
      const { construct } = require("./construct") as typeof import("./construct");
      return calm.uncounted(() => construct(request, own));
    }),
    call: refuse("has no methods"),
  };
}

/** The typed arguments. Old engines send text under keys such as `ipv6:config:<name>` instead. */
function configOf(request: proto.ConfigureRequest): Record<string, unknown> {
  const args = request.getArgs();
  if (args) return decode(args).values;
  const variables = request.getVariablesMap().getEntryList() as [string, string][];
  return Object.fromEntries(variables.map(([key, value]) => [key.replace(/^ipv6:config:/, ""), value]));
}

function checked(inputs: Properties, failures: readonly Failure[]): proto.CheckResponse {
  return new proto.CheckResponse().setInputs(encode(inputs)).setFailuresList(checkFailures(failures));
}

function checkFailures(failures: readonly Failure[]): proto.CheckFailure[] {
  return failures.map((each) => new proto.CheckFailure().setProperty(each.property).setReason(each.reason));
}

function diffed(differences: readonly Difference[]): proto.DiffResponse {
  const { Kind } = proto.PropertyDiff;
  const response = new proto.DiffResponse().setChanges(changesOf(differences)).setHasdetaileddiff(true);
  for (const { field, onChange, added } of differences) {
    const replaces = onChange === "replace";
    const inPlace = added ? Kind.ADD : Kind.UPDATE;
    const anew = added ? Kind.ADD_REPLACE : Kind.UPDATE_REPLACE;
    response.addDiffs(field);
    if (replaces) response.addReplaces(field);
    response.getDetaileddiffMap().set(field, new proto.PropertyDiff().setKind(replaces ? anew : inPlace));
  }
  // Always: until it is deleted, the old object holds the place of the new one.
  return response.setDeletebeforereplace(true);
}

function changesOf(list: readonly unknown[]): proto.DiffResponse.DiffChanges {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  return list.length > 0 ? DIFF_SOME : DIFF_NONE;
}

/** The message without a stack and, if the object exists, its partial state. */
function serviceError(error: unknown, refreshBeforeUpdate: boolean): Partial<ServiceError> {
  const code = (error as { code?: unknown }).code === status.UNIMPLEMENTED ? status.UNIMPLEMENTED : status.UNKNOWN;
  const details = messageOf(error);
  if (!(error instanceof InitFailed)) return { code, details };
  const packed = new Any();
  packed.pack(
    initFailed(error.found, error.reasons, refreshBeforeUpdate).serializeBinary(),
    "pulumirpc.ErrorResourceInitFailed",
  );
  const rich = new Status().setCode(code).setMessage(details);
  rich.addDetails(packed);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(rich.serializeBinary()));
  return { code, details, metadata };
}

function initFailed({ id, properties, inputs }: Found, reasons: readonly string[], refresh: boolean) {
  const failed = new proto.ErrorResourceInitFailed().setId(id).setProperties(encode(properties));
  if (inputs) failed.setInputs(encode(inputs));
  return failed.setReasonsList([...reasons]).setRefreshBeforeUpdate(refresh);
}

/**
 * The protocol's List: the import id and the name of each object. All are in one stream, because a continuation would
 * have to list the cloud again and could miss objects that moved.
 */
export function list(provider: Provider) {
  return async (call: ServerWritableStream<proto.ListRequest, proto.ListResponse>): Promise<void> => {
    try {
      const found = await provider.list(call.request.getToken(), decode(call.request.getQuery()).values);
      const limit = call.request.getLimit() || Number.POSITIVE_INFINITY;
      if (!found) call.write(new proto.ListResponse().setComputed(new proto.ListResponse.Computed()));
      for (const { id, label } of (found ?? []).slice(0, limit)) {
        call.write(new proto.ListResponse().setResult(new proto.ListResponse.Result().setId(id).setName(label)));
      }
      call.end();
    } catch (error) {
      // Not `destroy`: only this event becomes the status of the call.
      call.emit("error", { code: status.UNKNOWN, details: messageOf(error) });
    }
  };
}
