"use client";

import { useEffect, useId, useRef, useState } from "react";
import Cropper, { type Area } from "react-easy-crop";
import { drawSquare } from "@/components/pictures/square";
import { Field } from "@/components/ui/field";

interface CropAreaProps {
  image: HTMLImageElement;
  shape: "shield" | "circle";
  onChange: (area: Area) => void;
}

/** The picture with a square over it, to be moved by pointer or arrow keys and made larger by a slider; beside it, how it will look. */
export function CropArea({ image, shape, onChange }: CropAreaProps) {
  const [crop, setCrop] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  const [area, setArea] = useState<Area>();
  const help = useId();
  return (
    <>
      <div className="relative h-64 overflow-hidden rounded-panel bg-hover">
        <Cropper
          image={image.src}
          crop={crop}
          zoom={zoom}
          aspect={1}
          maxZoom={5}
          keyboardStep={8}
          cropShape={shape === "circle" ? "round" : "rect"}
          // A page that scrolls under the pointer shouldn’t make it larger.
          zoomWithScroll={false}
          mediaProps={{ alt: "" }}
          cropperProps={{ role: "group", "aria-label": "Visible part", "aria-describedby": help }}
          onCropChange={setCrop}
          onZoomChange={setZoom}
          onCropAreaChange={(_, pixels) => {
            setArea(pixels);
            onChange(pixels);
          }}
        />
      </div>
      <p id={help} className="text-sm text-ink-soft">
        Move the picture with the pointer, or with the arrow keys while the frame has the focus.
      </p>
      <div className="flex items-end gap-5">
        <Field label="Size" className="flex-1">
          {(wiring) => (
            <input
              {...wiring}
              type="range"
              min={1}
              max={5}
              step={0.05}
              value={zoom}
              aria-valuetext={`${Math.round(zoom * 100)} %`}
              onChange={(event) => setZoom(Number(event.target.value))}
              className="min-h-9 w-full accent-accent max-side:min-h-11"
            />
          )}
        </Field>
        <div aria-hidden className="flex flex-none items-end gap-3">
          <Preview image={image} area={area} shape={shape} width={64} />
          <Preview image={image} area={area} shape={shape} width={28} />
        </div>
      </div>
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
