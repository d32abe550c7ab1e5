/** A name with three below it; decoration only. */
export function ZonePicture() {
  return (
    <svg viewBox="0 0 240 116" width="240" height="116" aria-hidden="true" fill="none" strokeWidth="1.5">
      <path className="stroke-rim" d="M120 38v16M120 54H41v16M120 54v16M120 54h79v16" />
      <g className="fill-surface stroke-rim">
        <rect x="8" y="70" width="66" height="36" rx="7" />
        <rect x="166" y="70" width="66" height="36" rx="7" />
      </g>
      <g className="fill-surface stroke-accent">
        <rect x="87" y="70" width="66" height="36" rx="7" />
        <rect x="66" y="4" width="108" height="34" rx="7" />
      </g>
      <g className="fill-rim">
        <rect x="19" y="82" width="20" height="4" rx="2" />
        <rect x="19" y="91" width="42" height="4" rx="2" />
        <rect x="177" y="82" width="26" height="4" rx="2" />
        <rect x="177" y="91" width="36" height="4" rx="2" />
      </g>
      <g className="fill-accent">
        <rect x="98" y="82" width="16" height="4" rx="2" />
        <rect x="98" y="91" width="44" height="4" rx="2" />
        <rect x="80" y="19" width="60" height="4" rx="2" />
        <circle cx="158" cy="21" r="4" />
      </g>
    </svg>
  );
}
