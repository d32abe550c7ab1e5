/** What every answer carries. Links carry tokens: no other site learns where somebody came from. */
export const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

/** And what the API's carry: data, never a document. */
export const ofData = [{ key: "Content-Security-Policy", value: "default-src 'none'" }];
