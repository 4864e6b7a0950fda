// The engine's side that takes resources: writes down what a component registers, and answers as a test tells it to.
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import { CheckFailure, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  type ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

type Values = Record<string, unknown>;
type Struct_ = Parameters<typeof Struct.fromJavaScript>[0];

export class FakeMonitor {
  readonly registered: RegisterResourceRequest[] = [];
  readonly outputs: RegisterResourceOutputsRequest[] = [];
  readonly invoked: ResourceInvokeRequest[] = [];
  /** What a look-up answers with, or the reason why it refuses. */
  found: Values | string = {};
  /** What a resource answers with beside its inputs, by the last word of its type. */
  answers: Readonly<Record<string, Values>> = {};
  /** The type, by its last word, that the engine cannot have made. */
  refusing: string | undefined;

  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  static async start(): Promise<FakeMonitor> {
    const server = new Server();
    const monitor: { it?: FakeMonitor } = {};
    server.addService(ResourceMonitorService, {
      registerResource: (
        { request }: ServerUnaryCall<RegisterResourceRequest, RegisterResourceResponse>,
        done: sendUnaryData<RegisterResourceResponse>,
      ) => monitor.it?.register(request, done),
      invoke: (
        { request }: ServerUnaryCall<ResourceInvokeRequest, InvokeResponse>,
        done: sendUnaryData<InvokeResponse>,
      ) => monitor.it?.invoke(request, done),
      registerResourceOutputs: (
        { request }: ServerUnaryCall<RegisterResourceOutputsRequest, Empty>,
        done: sendUnaryData<Empty>,
      ) => {
        monitor.it?.outputs.push(request);
        done(null, new Empty());
      },
    } as never);
    const port = await new Promise<number>((resolve, reject) => {
      const bound = (error: Error | null, at: number) => (error ? reject(error) : resolve(at));
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), bound);
    });
    monitor.it = new FakeMonitor(server, `127.0.0.1:${port}`);
    return monitor.it;
  }

  stop(): void {
    this.server.forceShutdown();
  }

  reset(): void {
    this.registered.length = 0;
    this.outputs.length = 0;
    this.invoked.length = 0;
    this.found = {};
    this.answers = {};
    this.refusing = undefined;
  }

  /** A registration by the last word of its type. */
  of(word: string): RegisterResourceRequest {
    const found = this.registered.find((request) => request.getType().endsWith(`:${word}`));
    if (!found) throw new Error(`no ${word} was registered`);
    return found;
  }

  private invoke(request: ResourceInvokeRequest, done: sendUnaryData<InvokeResponse>): void {
    this.invoked.push(request);
    const { found } = this;
    const answer = new InvokeResponse();
    if (typeof found === "string") answer.setFailuresList([new CheckFailure().setReason(found)]);
    else answer.setReturn(Struct.fromJavaScript(found as Struct_));
    done(null, answer);
  }

  private register(request: RegisterResourceRequest, done: sendUnaryData<RegisterResourceResponse>): void {
    this.registered.push(request);
    const word = request.getType().split(":").pop() ?? "";
    const object = { ...plain(request.getObject()), ...this.answers[word] };
    const answer = new RegisterResourceResponse()
      .setUrn(`urn:${word}::${request.getName()}`)
      .setObject(Struct.fromJavaScript(object as Struct_));
    if (word === this.refusing) done({ code: status.UNKNOWN, details: `${word} failed` });
    else done(null, answer);
  }
}

export const plain = (struct: Struct | undefined) => (struct?.toJavaScript() ?? {}) as Values;

/** By property, the URNs it came from; those without any left out. */
export function dependencies(request: RegisterResourceRequest): Record<string, string[]> {
  const map = request.getPropertydependenciesMap();
  const names = [...(map.keys() as unknown as Iterable<string>)];
  const all = names.map((name) => [name, map.get(name)?.getUrnsList() ?? []] as const);
  return Object.fromEntries(all.filter(([, urns]) => urns.length > 0));
}
