import { type ServerWritableStream, status } from "@grpc/grpc-js";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { messageOf } from "../../core/api/errors";
import type { Provider } from "./provider";
import { decode } from "./values";

/**
 * The protocol's List: each object as an id that can be imported, and its name. All of them in one stream: a
 * continuation would have to walk the cloud's list anew, and might miss what has moved meanwhile.
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
      // Not destroy: only this event is sent on as the status of the call.
      call.emit("error", { code: status.UNKNOWN, details: messageOf(error) });
    }
  };
}
