import type { Values } from "../../core/check";
import { endpointIn } from "../../core/settings";
import type { Service } from "./wire";

/** The URL for calls of a service, before the path. */
export type EndpointOf = (service: Service) => string;

const HOME = "https://console.zenlayer.com";

/** All services have one host. */
export function endpointsOf(settings: Values): EndpointOf {
  return (service) => endpointIn(settings, service) ?? HOME;
}
