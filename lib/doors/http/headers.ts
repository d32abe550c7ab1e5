/** The headers of every response. Links carry tokens: no other site may learn the referrer. */
export const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

/** Additional headers of the API's responses: they are data, never a document. */
export const ofData = [{ key: "Content-Security-Policy", value: "default-src 'none'" }];
