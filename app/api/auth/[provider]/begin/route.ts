import { beginAtProvider } from "@/lib/doors/http/providers";

interface Context {
  params: Promise<{ provider: string }>;
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return beginAtProvider(request, (await params).provider);
}
