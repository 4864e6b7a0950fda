// What the plugin's bundle gives to other packages as `url`. Node 24 and newer print a deprecation when `url.parse` is
// called, and httpx (of `@alicloud/pop-core`) and proxy agents call it.
import { format, URL, URLSearchParams } from "node:url";

/** As `url.parse` answers, by the parser that is not deprecated. */
function parse(text: string) {
  const { protocol, username, password, host, hostname, port, pathname, search, hash, href } = new URL(text);
  const query = search.slice(1);
  const auth = username ? [username, password].map(decodeURIComponent).join(":") : null;
  const name = hostname.replace(/^\[(.*)\]$/, "$1");
  const path = pathname + search;
  return { protocol, auth, host, hostname: name, port: port || null, pathname, search, query, path, hash, href };
}

export { format, parse, URL, URLSearchParams };
