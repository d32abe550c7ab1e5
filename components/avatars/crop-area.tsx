"use client";

import { useEffect, useId, useRef, useState } from "react";
import Cropper, { type Area } from "react-easy-crop";
import { drawSquare } from "@/components/avatars/square";
import { Field } from "@/components/ui/form/field";

interface CropAreaProps {
  image: HTMLImageElement;
  shape: "shield" | "circle";
  onChange: (area: Area) => void;
}

/** The frame’s side in CSS pixels: the shorter side of an image of any size fills the frame at first. */
const frame = 192;
const frameSize = { width: frame, height: frame };

/** The image with a square over it, moved by pointer or arrow keys and enlarged by a slider; beside it, a preview. */
export function CropArea({ image, shape, onChange }: CropAreaProps) {
  const [crop, setCrop] = useState({ x: 0, y: 0 });
  const [size, setSize] = useState(1);
  /** How much the image, as it lies in the box, must grow or shrink to fill the frame. */
  const [fit, setFit] = useState(1);
  const [area, setArea] = useState<Area>();
  const help = useId();
  return (
    <>
      <div className="relative h-56 overflow-hidden rounded-panel bg-hover">
        <Cropper
          image={image.src}
          crop={crop}
          zoom={fit * size}
          aspect={1}
          cropSize={frameSize}
          minZoom={fit}
          maxZoom={fit * 5}
          keyboardStep={8}
          cropShape={shape === "circle" ? "round" : "rect"}
          // Scrolling the page under the pointer shouldn’t zoom.
          zoomWithScroll={false}
          mediaProps={{ alt: "" }}
          cropperProps={{ role: "group", "aria-label": "Visible part", "aria-describedby": help }}
          onCropChange={setCrop}
          onZoomChange={(zoom) => setSize(zoom / fit)}
          onMediaLoaded={({ width, height }) => setFit(frame / Math.min(width, height))}
          onCropAreaChange={(_, pixels) => {
            setArea(pixels);
            onChange(pixels);
          }}
        />
      </div>
      <div className="flex items-end gap-5">
        <Field label="Size" className="flex-1">
          {(wiring) => (
            <input
              {...wiring}
              type="range"
              min={1}
              max={5}
              step={0.05}
              value={size}
              aria-valuetext={`${Math.round(size * 100)} %`}
              onChange={(event) => setSize(Number(event.target.value))}
              className="min-h-9 w-full accent-accent max-side:min-h-11"
            />
          )}
        </Field>
        <div aria-hidden className="flex flex-none items-end gap-3">
          <Preview image={image} area={area} shape={shape} width={64} />
          <Preview image={image} area={area} shape={shape} width={28} />
        </div>
      </div>
      <p id={help} className="text-sm text-ink-soft">
        Drag the image, or move it with the arrow keys.
      </p>
    </>
  );
}

interface PreviewProps extends Pick<CropAreaProps, "image" | "shape"> {
  area: Area | undefined;
  width: number;
}

function Preview({ image, area, shape, width }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current && area) drawSquare(canvas.current, image, area);
  }, [image, area]);
  const [height, look] =
    shape === "shield" ? [(width * 9) / 8, "shield-picture"] : [width, "person-picture rounded-full"];
  return (
    <canvas
      ref={canvas}
      width={width * 2}
      height={width * 2}
      style={{ width, height }}
      className={`object-cover ${look}`}
    />
  );
}
