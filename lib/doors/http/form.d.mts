interface Part {
  name: string;
  isFile: boolean;
  content: Buffer;
}

export function boundaryOf(type?: string): string | undefined;
export function partsOf(body: Buffer, boundary: string | undefined): Part[] | undefined;
