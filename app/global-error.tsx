"use client";

/** Shown when not even the frame of a page could be rendered. */
export default function GlobalError() {
  return (
    <html lang="en-GB">
      <body>
        <main>
          <h1>Guildhall couldn’t show this page</h1>
          <p>Nothing was changed. Wait a moment, then reload the page.</p>
        </main>
      </body>
    </html>
  );
}
