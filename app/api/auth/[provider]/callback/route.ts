import { returnFromProvider } from "@/lib/doors/http/providers";

interface Context {
  params: Promise<{ provider: string }>;
}

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return returnFromProvider(request, (await params).provider);
}
