/** Redacts credentials, including percent-encoded once or twice as in signed strings. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  const spellings = secrets
    .filter((secret): secret is string => secret !== undefined && secret.length >= 4)
    .flatMap((secret) => {
      const once = encodeURIComponent(secret);
      return [secret, once, encodeURIComponent(once)];
    })
    // A value may contain another.
    .sort((a, b) => b.length - a.length);
  return spellings.reduce((clean, spelling) => clean.replaceAll(spelling, "[secret]"), text);
}

/**
 * What libraries quote of a request when they fail: its Authorization header, and headers and parameters that hold a
 * signature or a session token.
 */
const QUOTED: readonly (readonly [RegExp, string])[] = [
  [/\b([A-Z0-9-]*HMAC-SHA(?:1|256)\s+Credential=)[^"'<>\r\n]*/g, "$1[secret]"],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{12,}/g, "$1 [secret]"],
  [/\b((?:proxy-)?authorization|cookie|x-[a-z-]*token[a-z-]*)(["']?\s*[:=]\s*\[?["']?)[^\r\n"'\]}]+/gi, "$1$2[secret]"],
  [/\b(Signature|SecurityToken|OIDCToken|WebIdentityToken)(["']?\s*[:=]\s*["']?)[^\s&"',;}]+/g, "$1$2[secret]"],
];

/** Redacts what looks like a part of a signed request, whatever its values are. */
export function hideHeaders(text: string): string {
  return QUOTED.reduce((clean, [pattern, shown]) => clean.replace(pattern, shown), text);
}
