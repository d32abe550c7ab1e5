import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { readTheme, themeAttribute, themeCookie } from "@/components/frame/theme";
import { Toaster } from "@/components/ui/message/toaster";
import "@/app/globals.css";

export const metadata: Metadata = {
  title: { default: "Guildhall", template: "%s · Guildhall" },
  description: "Organisations, their members and what they run.",
  robots: { index: false },
  // In public/, where proxy.ts lets them pass as they are.
  icons: {
    icon: [
      { url: "/favicon.ico", sizes: "32x32" },
      { url: "/icon.svg", type: "image/svg+xml" },
    ],
    apple: "/apple-touch-icon.png",
  },
  manifest: "/manifest.webmanifest",
};
export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A prerendered page gets no nonce, so all its scripts are blocked: reading the headers makes every page dynamic.
  await headers();
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en-GB" data-theme={themeAttribute(theme)}>
      <body>
        {children}
        <Toaster />
      </body>
    </html>
  );
}
